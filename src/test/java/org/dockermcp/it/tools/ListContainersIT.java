package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Test;

/** What list_containers promises. */
class ListContainersIT extends SandboxTest {

  private List<String> names(Map<String, Object> arguments) {
    return server.call("list_containers", arguments).ok().content().findValuesAsText("name");
  }

  @Test
  void tellsAllThatThereIsToKnowOfAContainer() {
    String id =
        create(
            Images.BUSYBOX,
            "name",
            "listed-it",
            "session_id",
            "listed",
            "network_enabled",
            true,
            "cpus",
            0.5);

    JsonNode entry =
        server
            .call("list_containers", Map.of("session_id", "listed"))
            .ok()
            .content()
            .at("/containers/0");

    assertThat(entry.path("container_id").asText()).isEqualTo(id.substring(0, 12));
    assertThat(entry.path("name").asText()).isEqualTo("listed-it");
    assertThat(entry.path("image").asText()).isEqualTo(Images.BUSYBOX);
    assertThat(entry.path("state").asText()).isEqualTo("running");
    assertThat(entry.path("status").asText()).startsWith("Up ");
    assertThat(Duration.between(Instant.parse(entry.path("created").asText()), Instant.now()))
        .isBetween(Duration.ofSeconds(-2), Duration.ofMinutes(2));
    assertThat(entry.path("session_id").asText()).isEqualTo("listed");
    assertThat(entry.path("network_enabled").booleanValue()).isTrue();
    assertThat(entry.path("managed").booleanValue()).isTrue();
    assertThat(entry.at("/labels/mcp-managed").asText()).isEqualTo("true");
    assertThat(entry.at("/labels/mcp-session").asText()).isEqualTo("listed");
    assertThat(entry.path("limits").toString())
        .isEqualTo("{\"memory_bytes\":1073741824,\"cpus\":0.5,\"pids_limit\":512}");
    assertThat(Duration.between(Instant.now(), Instant.parse(entry.path("expires_at").asText())))
        .isBetween(Duration.ofHours(24).minusMinutes(2), Duration.ofHours(24).plusSeconds(2));
  }

  @Test
  void listsRunningOnesUnlessAskedForAll() {
    String stopped = create(Images.BUSYBOX, "name", "stopped-it", "session_id", "listed-states");
    create(Images.BUSYBOX, "name", "running-it", "session_id", "listed-states");
    docker().stopContainerCmd(stopped).withTimeout(0).exec();

    assertThat(names(Map.of("session_id", "listed-states"))).containsExactly("running-it");
    assertThat(names(Map.of("session_id", "listed-states", "show_all", true)))
        .containsExactlyInAnyOrder("running-it", "stopped-it");
    assertThat(names(Map.of("session_id", "no-such"))).isEmpty();
  }

  @Test
  void listsForeignContainersOnlyWhereTheOperatorAllowsIt() {
    String foreign =
        docker().createContainerCmd(Images.NO_SHELL).withName("foreign-list-it").exec().getId();
    try (McpServerProcess open =
        McpServerProcess.start(Map.of("DOCKER_MCP_LIST_UNMANAGED", "true"))) {
      Map<String, Object> all = Map.of("show_all", true);

      assertThat(names(all)).doesNotContain("foreign-list-it");
      Reply seen = open.call("list_containers", all).ok();

      JsonNode entry =
          seen.content().path("containers").findParents("name").stream()
              .filter(it -> it.path("name").asText().equals("foreign-list-it"))
              .findFirst()
              .orElseThrow();
      assertThat(entry.path("managed").booleanValue()).isFalse();
      assertThat(entry.path("limits").isMissingNode()).isTrue();
      assertThat(open.call("cleanup_container", Map.of("container_id", "foreign-list-it")).code())
          .isEqualTo("NOT_FOUND");
    } finally {
      docker().removeContainerCmd(foreign).exec();
    }
  }
}
