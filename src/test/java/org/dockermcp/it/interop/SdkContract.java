package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client with an official SDK gets from the server, whichever language the SDK is for. */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {
  private final SdkClient client;
  private final String version;
  private Reply created = new Reply("", SdkClient.MAPPER.nullNode(), true);

  /**
   * @param version of the protocol that the SDK picks by itself
   */
  SdkContract(SdkClient client, String version) {
    this.client = client;
    this.version = version;
  }

  @BeforeAll
  void createContainer() {
    // Listing first, as every host does, is what makes an SDK check results.
    client.tools();
    created = client.call("create_container", Map.of("image", Images.DEBIAN)).ok();
  }

  @AfterAll
  void close() {
    try (client) {
      client.call("cleanup_container", Map.of("container_id", box()));
    }
  }

  private String box() {
    return created.get("container_id");
  }

  @Test
  void speaksTheEraThatTheSdkPicks() {
    JsonNode server = client.server();

    assertThat(server.path("name").asText()).isEqualTo("docker-mcp");
    assertThat(server.path("protocolVersion").asText()).isEqualTo(version);
  }

  @Test
  void offersEveryTool() {
    assertThat(client.tools())
        .containsExactlyInAnyOrder(
            "check_engine",
            "list_containers",
            "read_output",
            "create_container",
            "execute_code",
            "execute_python_script",
            "add_dependencies",
            "cleanup_container",
            "start_process",
            "list_processes",
            "send_input",
            "stop_process");
  }

  @Test
  void checksTheEngine() {
    Reply reply = client.call("check_engine", Map.of()).ok();

    assertThat(reply.content().path("available").booleanValue()).isTrue();
  }

  @Test
  void createsAContainerThatIsReady() {
    assertThat(created.content().path("ready").booleanValue()).isTrue();
  }

  @Test
  void listsTheContainer() {
    Reply reply = client.call("list_containers", Map.of()).ok();

    assertThat(reply.content().path("containers"))
        .extracting(container -> container.path("container_id").asText())
        .contains(box().substring(0, 12));
  }

  @Test
  void runsAShellLine() {
    Reply reply =
        client
            .call(
                "execute_code", Map.of("container_id", box(), "command", "echo ä | tr ä b; exit 3"))
            .ok();

    assertThat(reply.content().path("exit_code").intValue()).isEqualTo(3);
  }

  @Test
  void runsAPythonScriptWithArguments() {
    Reply reply =
        client
            .call(
                "execute_python_script",
                Map.of(
                    "container_id", box(),
                    "script", "import sys; print(sys.argv[1:])",
                    "args", List.of("a b", "é")))
            .ok();

    assertThat(reply.get("stdout")).isEqualTo("['a b', 'é']\n");
  }

  @Test
  void installsPackagesAndTellsProgress() {
    Reply reply =
        client
            .call("add_dependencies", Map.of("container_id", box(), "packages", List.of("six")))
            .ok();

    assertThat(reply.get("package_manager")).isEqualTo("pip");
    assertThat(reply.content().at("/installed/0/name").asText()).isEqualTo("six");
    assertThat(client.progress()).isNotEmpty();
  }

  @Test
  void removesAContainer() {
    String other =
        client.call("create_container", Map.of("image", Images.BUSYBOX)).ok().get("container_id");

    Reply reply = client.call("cleanup_container", Map.of("container_id", other)).ok();

    assertThat(reply.content().at("/removed/0/container_id").asText()).isEqualTo(other);
  }

  @Test
  void givesAFailureWithItsCodeAndItsSentence() {
    Reply reply = client.call("execute_code", Map.of("container_id", "web", "command", "true"));

    assertThat(reply.failed()).isTrue();
    assertThat(reply.code()).isEqualTo("NOT_FOUND");
    assertThat(reply.text())
        .isEqualTo(reply.message())
        .isEqualTo(
            "Could not find container 'web': no container of that name is managed by this server;"
                + " list the containers to see those that are.");
  }

  @Test
  void givesAFailureThatTellsWhatWasAchieved() {
    Reply reply =
        client.call(
            "execute_code",
            Map.of("container_id", box(), "command", "echo begun; sleep 60", "timeout", 1));

    assertThat(reply.failed()).isTrue();
    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(reply.get("stdout")).isEqualTo("begun\n");
  }

  @Test
  void refusesArgumentsThatDoNotFitTheSchema() {
    Reply reply = client.call("execute_code", Map.of("container_id", box(), "comand", "true"));

    assertThat(reply.failed()).isTrue();
    assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
  }
}
