package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.sandbox.reap.ReapScope;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;

/** What an example's ephemeral sandbox asks of the engine. */
class EphemeralRouteTest extends LintRouteTest {
  private ToolReply lint() {
    return call("lint_shell", Map.of("session_id", "a", "files", List.of("a.sh")));
  }

  private ContainerSpec created() {
    return (ContainerSpec)
        Objects.requireNonNull(docker.requests("container/create").get(0).body());
  }

  @Test
  void hasTheSessionsVolumeAndIsNotOfTheSession() {
    assertThat(ok(lint())).hasToString("{\"comments\":[]}");

    assertThat(created().volumes().get(0).volume()).contains("mcp-session-a");
    // What belongs to no session ends with this server, and is not used again by anybody.
    assertThat(created().labels())
        .containsEntry("mcp-managed", "true")
        .containsEntry("mcp-owner", ServerFixture.owner())
        .containsEntry("mcp-workspace-session", "a")
        .containsKey("mcp-server")
        .containsEntry("mcp-session", "")
        .containsEntry("mcp-fingerprint", "")
        .containsEntry("mcp-volume", "");
  }

  @Test
  void isRemovedBeforeTheAnswer() {
    ok(lint());

    assertThat(docker.operations()).endsWith("container/remove");
    assertThat(ids("container/remove")).isEqualTo(ids("container/start"));
  }

  @Test
  void isRemovedWhenAStepFails() {
    commandsWrite("no JSON");

    assertThat(lint().structured().at("/error/code").asText()).isEqualTo("INTERNAL");
    assertThat(ids("container/remove")).isEqualTo(ids("container/start")).hasSize(1);
  }

  /** The answer is there; what stays is told in the log. */
  @Test
  void aRemovalThatFailsDoesNotSpoilTheAnswer() {
    docker.answer(
        "container/remove",
        request -> {
          throw new InternalServerErrorException("device is busy");
        });

    assertThat(ok(lint())).hasToString("{\"comments\":[]}");
    docker.answer("container/remove", request -> null);
    sweep();
  }

  @Test
  void oneThatCouldNotBeRemovedGoesWithTheReapersNextSweep() {
    docker.answer(
        "container/remove",
        request -> {
          throw new InternalServerErrorException("device is busy");
        });
    ok(lint());
    sweep();
    assertThat(ids("container/remove")).hasSize(2);
    docker.answer("container/remove", request -> null);

    sweep();
    sweep();

    assertThat(ids("container/remove")).hasSize(3).containsOnly(ids("container/start").get(0));
  }

  private void sweep() {
    template().requestBody("direct:reap", ReapScope.INSTALLATION);
  }

  @Test
  void aCallWithoutOneRemovesNothing() {
    ok(call("list_containers", Map.of()));

    assertThat(docker.operations()).containsExactly("container/list");
  }
}
