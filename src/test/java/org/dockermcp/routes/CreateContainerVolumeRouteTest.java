package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.tool.ToolReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What create_container asks of the engine beside containers: the session's volume, the network.
 */
class CreateContainerVolumeRouteTest extends RouteTest {
  private static final String OURS =
      "{\"mcp-managed\": \"true\", \"mcp-owner\": \"" + ServerFixture.owner() + "\"}";
  private static final String ITS_OWN = OURS.replace("}", ", \"mcp-session\": \"a\"}");

  private void volumeIs(String driver, String labels, String options) {
    docker.answer(
        "volume/inspect",
        request ->
            EngineAnswers.of(
                """
                {"Name": "mcp-session-a", "Driver": "%s", "Labels": %s, "Options": %s}"""
                    .formatted(driver, labels, options),
                InspectVolumeResponse.class));
  }

  private ToolReply create() {
    return call("create_container", Map.of("image", "busybox:1", "session_id", "a"));
  }

  private void refused(ToolReply reply) {
    assertThat(reply.text())
        .isEqualTo(
            "Could not use session 'a': the volume mcp-session-a was not made by this server; use"
                + " another session_id.");
    assertThat(reply.structured().at("/error/code").asText()).isEqualTo("DENIED");
    assertThat(docker.operations()).doesNotContain("container/create");
  }

  private static ContainerSpec spec(RecordingDocker.Request request) {
    return (ContainerSpec) Objects.requireNonNull(request.body());
  }

  @Test
  void theSessionsVolumeIsItsWorkspace() {
    volumeIs("local", ITS_OWN, "null");
    ok(create());

    assertThat(spec(docker.requests("container/create").get(0)).volumes())
        .containsExactly(
            new ContainerSpec.VolumeMount(Optional.of("mcp-session-a"), "/workspace", Map.of()));
  }

  @Test
  void refusesAVolumeOfSomebodyElses() {
    volumeIs("local", "{}", "null");

    refused(create());
  }

  @Test
  void refusesAVolumeOfOursThatIsAnotherSessions() {
    volumeIs("local", OURS.replace("}", ", \"mcp-session\": \"b\"}"), "null");

    refused(create());
  }

  @Test
  void refusesAVolumeThatIsAnotherPrincipals() {
    volumeIs("local", ITS_OWN.replace("}", ", \"mcp-principal\": \"other\"}"), "null");

    refused(create());
  }

  @Test
  void refusesAVolumeWhoseOptionsCouldMountTheHost() {
    volumeIs("local", ITS_OWN, "{\"o\": \"bind\", \"device\": \"/etc\"}");

    refused(create());
  }

  @Test
  void refusesAVolumeOfAnotherDriver() {
    volumeIs("nfs", ITS_OWN, "null");

    refused(create());
  }

  @Test
  void makesTheNetworkOnceAndOnlyWhenItIsAskedFor() {
    engine.answer("GET /networks", 200, "[]");
    engine.answer("POST /networks/create", 201, "{\"Id\": \"n1\"}");
    ok(call("create_container", Map.of("image", "busybox:1")));
    assertThat(engine.requests()).doesNotContain("POST /networks/create");

    ok(call("create_container", Map.of("image", "busybox:1", "network_enabled", true)));
    assertThat(engine.requests()).containsOnlyOnce("POST /networks/create");

    networkIs("bridge", OURS, "\"com.docker.network.bridge.enable_icc\": \"false\"");
    ok(call("create_container", Map.of("image", "busybox:1", "network_enabled", true)));
    assertThat(engine.requests()).containsOnlyOnce("POST /networks/create");
    assertThat(docker.requests("container/create"))
        .extracting(request -> spec(request).network())
        .containsExactly("none", "n1", "n1");
  }

  private void networkIs(String driver, String labels, String options) {
    engine.answer(
        "GET /networks",
        200,
        """
        [{"Name": "docker-mcp-%s", "Id": "n1", "Driver": "%s", "Labels": %s, "Options": {%s}}]"""
            .formatted(ServerFixture.owner(), driver, labels, options));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bridge | {} | \"com.docker.network.bridge.enable_icc\": \"false\"",
        "bridge | {\"mcp-managed\": \"true\"} | \"com.docker.network.bridge.enable_icc\": \"false\"",
        "bridge | ours | \"com.docker.network.bridge.enable_icc\": \"true\"",
        "bridge | ours |",
        "macvlan | ours | \"com.docker.network.bridge.enable_icc\": \"false\"",
      })
  void refusesANetworkOfItsNameThatIsNotWhatItWouldMake(
      String driver, String labels, @Nullable String options) {
    networkIs(driver, labels.equals("ours") ? OURS : labels, options == null ? "" : options);

    ToolReply reply =
        call("create_container", Map.of("image", "busybox:1", "network_enabled", true));

    assertThat(reply.text())
        .isEqualTo(
            "Could not give the container a network: the network docker-mcp-%s was not made by this"
                    .formatted(ServerFixture.owner())
                + " server; remove that network, or omit network_enabled.");
    assertThat(reply.structured().at("/error/code").asText()).isEqualTo("DENIED");
    assertThat(docker.operations()).doesNotContain("container/create");
  }
}
