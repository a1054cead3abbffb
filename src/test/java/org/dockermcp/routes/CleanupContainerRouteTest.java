package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;
import org.dockermcp.ServerFixture;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;

class CleanupContainerRouteTest extends RouteTest {
  private static final String OURS =
      "{\"Labels\": {\"mcp-managed\": \"true\", \"mcp-owner\": \"" + ServerFixture.owner() + "\"}}";

  private ToolReply cleanup(String name, Object value) {
    return call("cleanup_container", Map.of(name, value));
  }

  @Test
  void removesTheOneThatIsNamed() {
    engineHas("web", "running", ours());
    engineHas("db", "running", ours());
    JsonNode result = ok(cleanup("container_id", "web"));

    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id("web"));
    assertThat(result)
        .hasToString(
            "{\"removed\":[{\"container_id\":\"%s\",\"name\":\"web\"}],\"volumes_removed\":[],\"failed\":[]}"
                .formatted(SandboxFixture.id("web")));
  }

  @Test
  void removesAllOfOursAndNothingElse() {
    engineHas("web", "running", ours());
    engineHas("db", "dead", ours("mcp-session", "a"));
    engineHas("foreign", "running", Map.of());
    ok(cleanup("cleanup_all", true));

    assertThat(ids("container/remove"))
        .containsExactlyInAnyOrder(SandboxFixture.id("web"), SandboxFixture.id("db"));
  }

  @Test
  void oneThatCannotBeRemovedDoesNotKeepTheOthers() {
    engineHas("web", "running", ours());
    engineHas("db", "running", ours());
    docker.answer(
        "container/remove",
        request -> {
          if (SandboxFixture.id("web").equals(request.header("ContainerId"))) {
            throw new InternalServerErrorException("Status 500: {\"message\":\"device busy\"}");
          }
          return null;
        });
    ToolReply reply = cleanup("cleanup_all", true);

    assertThat(ok(reply).at("/removed/0/name").asText()).isEqualTo("db");
    assertThat(reply.structured().at("/failed/0/name").asText()).isEqualTo("web");
    assertThat(reply.structured().at("/failed/0/reason").asText()).isEqualTo("device busy");
    assertThat(reply.text()).isEqualTo("Removed container db.\nCould not remove web: device busy.");
  }

  @Test
  void oneThatIsGoneAlreadyIsRemoved() {
    engineHas("web", "running", ours());
    docker.answer(
        "container/remove",
        request -> {
          throw new NotFoundException("no such container");
        });

    assertThat(ok(cleanup("container_id", "web")).path("removed")).hasSize(1);
  }

  @Test
  void nothingInASessionIsAResultAndNoSuchContainerAFailure() {
    assertThat(ok(cleanup("session_id", "a")))
        .hasToString("{\"removed\":[],\"volumes_removed\":[],\"failed\":[]}");
    assertThat(cleanup("container_id", "web").structured().at("/error/code").asText())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void removesTheSessionsVolumeOnlyWhenAsked() {
    engineHas("web", "running", ours("mcp-session", "a"));
    engine.answer("GET /volumes/mcp-session-a", 200, OURS);
    engine.answer("DELETE /volumes/mcp-session-a", 204, "");
    ok(cleanup("session_id", "a"));
    assertThat(engine.requests()).doesNotContain("DELETE /volumes/mcp-session-a");

    JsonNode result =
        ok(call("cleanup_container", Map.of("session_id", "a", "remove_volumes", true)));
    assertThat(result.at("/volumes_removed/0").asText()).isEqualTo("mcp-session-a");
  }

  @Test
  void aVolumeThatIsInUseOrForeignStays() {
    engineHas("web", "running", ours("mcp-session", "a"));
    engine.answer("GET /volumes/mcp-session-a", 200, OURS);
    engine.answer("DELETE /volumes/mcp-session-a", 409, "{\"message\":\"volume is in use\"}");
    engine.answer("GET /volumes/mcp-session-b", 200, "{\"Labels\": {\"mcp-managed\": \"true\"}}");
    Map<String, Object> volumesToo = Map.of("session_id", "a", "remove_volumes", true);
    Map<String, Object> foreign = Map.of("session_id", "b", "remove_volumes", true);

    assertThat(ok(call("cleanup_container", volumesToo)).path("volumes_removed")).isEmpty();
    assertThat(ok(call("cleanup_container", foreign)).path("volumes_removed")).isEmpty();
    assertThat(engine.requests()).doesNotContain("DELETE /volumes/mcp-session-b");
  }
}
