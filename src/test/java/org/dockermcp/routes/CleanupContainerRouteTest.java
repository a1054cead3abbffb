package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;

class CleanupContainerRouteTest extends RouteTest {
  private static final String OURS =
      "{\"mcp-managed\": \"true\", \"mcp-owner\": \"" + ServerFixture.owner() + "\"}";

  private final Map<String, String> ownVolumes = new HashMap<>();

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
            "{\"removed\":[{\"container_id\":\"%s\",\"name\":\"web\"}],\"volumes_removed\":[],\"failed\":[],\"left_in_use\":0}"
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
        .hasToString("{\"removed\":[],\"volumes_removed\":[],\"failed\":[],\"left_in_use\":0}");
    assertThat(cleanup("container_id", "web").structured().at("/error/code").asText())
        .isEqualTo("NOT_FOUND");
  }

  private void engineHasVolume(String name, String labels) {
    ownVolumes.put(name, "{\"Name\": \"%s\", \"Labels\": %s}".formatted(name, labels));
    docker.answer(
        "volume/inspect",
        request -> {
          String volume = ownVolumes.get(String.valueOf(request.body()));
          if (volume == null) {
            throw new NotFoundException("no such volume");
          }
          return EngineAnswers.of(volume, InspectVolumeResponse.class);
        });
  }

  private List<Object> volumesRemoved() {
    return docker.requests("volume/remove").stream()
        .map(request -> Objects.requireNonNull(request.body()))
        .toList();
  }

  @Test
  void removesTheSessionsVolumeOnlyWhenAsked() {
    engineHas("web", "running", ours("mcp-session", "a"));
    engineHasVolume("mcp-session-a", OURS);
    ok(cleanup("session_id", "a"));
    assertThat(volumesRemoved()).isEmpty();

    JsonNode result =
        ok(call("cleanup_container", Map.of("session_id", "a", "remove_volumes", true)));
    assertThat(result.at("/volumes_removed/0").asText()).isEqualTo("mcp-session-a");
    assertThat(volumesRemoved()).containsExactly("mcp-session-a");
  }

  @Test
  void aVolumeThatIsInUseOrForeignStays() {
    engineHas("web", "running", ours("mcp-session", "a"));
    engineHasVolume("mcp-session-a", OURS);
    engineHasVolume("mcp-session-b", "{\"mcp-managed\": \"true\"}");
    docker.answer(
        "volume/remove",
        request -> {
          throw new ConflictException("volume is in use");
        });
    Map<String, Object> volumesToo = Map.of("session_id", "a", "remove_volumes", true);
    Map<String, Object> foreign = Map.of("session_id", "b", "remove_volumes", true);

    assertThat(ok(call("cleanup_container", volumesToo)).path("volumes_removed")).isEmpty();
    assertThat(ok(call("cleanup_container", foreign)).path("volumes_removed")).isEmpty();
    assertThat(volumesRemoved()).containsExactly("mcp-session-a");
  }
}
