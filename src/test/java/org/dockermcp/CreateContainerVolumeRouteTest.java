package org.dockermcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.HostConfig;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What create_container asks of the engine beside containers: the session's volume, the network.
 */
class CreateContainerVolumeRouteTest extends RouteTest {
  private static final String OURS =
      "{\"mcp-managed\": \"true\", \"mcp-owner\": \"" + Home.owner() + "\"}";

  @BeforeEach
  void engineMakesVolumes() {
    engine.answer("POST /volumes/create", 201, "{}");
  }

  private void volumeIs(String driver, String labels, String options) {
    engine.answer(
        "GET /volumes/mcp-session-a",
        200,
        """
        {"Name": "mcp-session-a", "Driver": "%s", "Labels": %s, "Options": %s}"""
            .formatted(driver, labels, options));
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

  @Test
  void theSessionsVolumeIsItsWorkspace() {
    volumeIs("local", OURS, "null");
    ok(create());

    HostConfig config =
        (HostConfig)
            Objects.requireNonNull(docker.requests("container/create").get(0).header("HostConfig"));
    assertThat(Objects.requireNonNull(config.getMounts()).get(0).getSource())
        .isEqualTo("mcp-session-a");
  }

  @Test
  void refusesAVolumeOfSomebodyElses() {
    volumeIs("local", "{}", "null");

    refused(create());
  }

  @Test
  void refusesAVolumeWhoseOptionsCouldMountTheHost() {
    volumeIs("local", OURS, "{\"o\": \"bind\", \"device\": \"/etc\"}");

    refused(create());
  }

  @Test
  void refusesAVolumeOfAnotherDriver() {
    volumeIs("nfs", OURS, "null");

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

    engine.answer("GET /networks", 200, "[{\"Name\": \"docker-mcp\", \"Id\": \"n1\"}]");
    ok(call("create_container", Map.of("image", "busybox:1", "network_enabled", true)));
    assertThat(engine.requests()).containsOnlyOnce("POST /networks/create");
  }
}
