package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.sandbox.EngineAnswers;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lifecycle.Cleanup.Selection;
import org.dockermcp.sandbox.lifecycle.Cleanup.Target;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanupTest {
  private static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), false);
  private static final Target WEB =
      new Target(SandboxFixture.id("web"), "web", Optional.empty(), Optional.empty());

  private final Ownership ownership = new Ownership(EngineAnswers.OWNER, "");
  private final EngineResources resources = new EngineResources(new Engine(Map.of()));
  private final Cleanup cleanup =
      new Cleanup(ownership, resources, new Workspaces(resources, ownership), new SandboxHistory());

  private Selection selection(Map<String, Object> arguments) {
    return cleanup.selection(ToolCall.local("1", "cleanup_container", new Arguments(arguments)));
  }

  @Test
  void selectsOneASessionOrAll() {
    assertThat(selection(Map.of("container_id", "web")).isOne()).isTrue();
    assertThat(selection(Map.of("session_id", "a", "remove_volumes", true)))
        .isEqualTo(new Selection(Optional.empty(), Optional.of(new SessionId("a")), true));
    assertThat(selection(Map.of("cleanup_all", true))).isEqualTo(ALL);
  }

  @Test
  void refusesToGuessWhatWasMeant() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> selection(Map.of("cleanup_all", false)))
        .withMessage(
            "Could not clean up: nothing was selected; give exactly one of container_id, session_id"
                + " and cleanup_all: true.");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> selection(Map.of("container_id", "web", "cleanup_all", true)))
        .withMessage(
            "Could not clean up: more than one selection was given; give exactly one of"
                + " container_id, session_id and cleanup_all: true.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "running", "paused", "restarting", "exited", "dead"})
  void meansOurContainersInAnyState(String state) {
    List<Container> containers =
        List.of(
            EngineAnswers.listed("web", state, EngineAnswers.ours()),
            EngineAnswers.listed("foreign", state, Map.of("mcp-managed", "true")),
            EngineAnswers.listed("bare", state, Map.of()));

    assertThat(cleanup.matching(ALL, containers)).containsExactly(WEB);
  }

  @Test
  void meansTheSessionsContainersAlone() {
    List<Container> containers =
        List.of(
            EngineAnswers.listed("web", "running", EngineAnswers.ours("mcp-session", "a")),
            EngineAnswers.listed("db", "running", EngineAnswers.ours("mcp-session", "ab")),
            EngineAnswers.listed("foreign", "running", Map.of("mcp-session", "a")));

    assertThat(cleanup.matching(selection(Map.of("session_id", "a")), containers))
        .containsExactly(
            new Target(
                SandboxFixture.id("web"), "web", Optional.of("mcp-session-a"), Optional.empty()));
  }

  @Test
  void tellsWhatIsGoneAndWhatIsNot() {
    Target db = new Target("1", "db", Optional.empty(), Optional.empty());
    Cleanup.Result result =
        cleanup.result(
            ALL,
            List.of(WEB, db),
            List.of(
                cleanup.removed(WEB),
                cleanup.failed(
                    db, new InternalServerErrorException("Status 500: {\"message\":\"stuck.\"}"))));

    assertThat(result.text()).isEqualTo("Removed container web.\nCould not remove db: stuck.");
    assertThat(result.volumesRemoved()).isEmpty();
  }

  @Test
  void nothingToRemoveIsAResult() {
    assertThat(cleanup.result(ALL, List.of(), List.of()).text()).isEqualTo("Nothing to remove.");
  }
}
