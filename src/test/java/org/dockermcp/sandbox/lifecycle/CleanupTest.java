package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.VolumeInfo;
import org.dockermcp.engine.Volumes;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CleanupTest {
  private static final Map<String, Object> ALL = Map.of("cleanup_all", true);

  private final List<ContainerSummary> engine = new ArrayList<>();
  private final AnsweringRoutes routes =
      new AnsweringRoutes().answer("engine-container-list", request -> engine);
  private final Ownership ownership = new Ownership(EngineAnswers.OWNER, "self");
  private final SandboxHistory history = new SandboxHistory();
  private final Cleanup cleanup =
      new Cleanup(
          ownership,
          new Containers(routes),
          new Workspaces(new Volumes(routes), ownership),
          new Sandboxes(ownership, history, new SandboxActivity(SandboxFixture.leases())),
          history,
          new ServerRegistry(Path.of("nowhere")));

  private static ToolCall call(Map<String, Object> arguments) {
    return ToolCall.local("1", "clean", new Arguments(arguments));
  }

  private List<String> selected(Map<String, Object> arguments) {
    return cleanup.plan(call(arguments)).targets().stream().map(RemovalTarget::name).toList();
  }

  private void engineHas(String name, String... labels) {
    engine.add(SandboxFixture.listed(name, ContainerStatus.RUNNING, EngineAnswers.ours(labels)));
  }

  @Test
  void refusesToGuessWhatWasMeant() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> selected(Map.of("cleanup_all", false)))
        .withMessage(
            "Could not clean up: nothing was selected; give exactly one of container_id, session_id"
                + " and cleanup_all: true.");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> selected(Map.of("container_id", "web", "cleanup_all", true)))
        .withMessage(
            "Could not clean up: more than one selection was given; give exactly one of"
                + " container_id, session_id and cleanup_all: true.");
  }

  @ParameterizedTest
  @EnumSource(ContainerStatus.class)
  void selectsOurContainersInAnyState(ContainerStatus status) {
    engine.add(SandboxFixture.listed("web", status, EngineAnswers.ours()));
    engine.add(SandboxFixture.listed("foreign", status, Map.of("mcp-managed", "true")));
    engine.add(SandboxFixture.listed("bare", status, Map.of()));

    assertThat(selected(ALL)).containsExactly("web");
  }

  @Test
  void selectsTheSessionsContainersAlone() {
    engineHas("web", "mcp-session", "a");
    engineHas("db", "mcp-session", "ab");
    engineHas("others", "mcp-session", "a", "mcp-principal", "other");
    engine.add(
        SandboxFixture.listed("foreign", ContainerStatus.RUNNING, Map.of("mcp-session", "a")));

    assertThat(cleanup.plan(call(Map.of("session_id", "a"))).targets())
        .containsExactly(
            new RemovalTarget(
                SandboxFixture.id("web"), "web", Optional.of("mcp-session-a"), Optional.empty()));
  }

  /** What a server that may live has made without a session, is its client's. */
  @Test
  void allAreThisServersAndIdleSessionsAndNobodysElse() {
    engineHas("mine", "mcp-server", "self", "mcp-session", "");
    engineHas("session", "mcp-server", "0123456789abcdef", "mcp-session", "a");
    engineHas("nobodys");
    engineHas("siblings", "mcp-server", "0123456789abcdef");
    engineHas("others", "mcp-server", "self", "mcp-principal", "other");

    Cleanup.Plan plan = cleanup.plan(call(ALL));

    assertThat(plan.targets().stream().map(RemovalTarget::name))
        .containsExactly("mine", "session", "nobodys");
    assertThat(plan.left()).containsExactly(SandboxFixture.id("siblings"));
    assertThat(cleanup.result(plan, List.of()).leftInUse()).isEqualTo(1);
    assertThat(cleanup.result(plan, List.of()).text())
        .isEqualTo(
            "Left 1 container that other running servers use; name the session or container to"
                + " remove it.");
  }

  @Test
  void tellsWhatIsGoneAndWhatIsNot() {
    engineHas("web");
    engineHas("db");
    Cleanup.Plan plan = cleanup.plan(call(ALL));
    CleanupResult result =
        cleanup.result(
            plan,
            List.of(
                new RemovalOutcome(plan.targets().get(0), Optional.empty()),
                new RemovalOutcome(plan.targets().get(1), Optional.of("stuck"))));

    assertThat(result.text()).isEqualTo("Removed container web.\nCould not remove db: stuck.");
    assertThat(result.volumesRemoved()).isEmpty();
  }

  @Test
  void nothingToRemoveIsAResult() {
    assertThat(cleanup.result(cleanup.plan(call(ALL)), List.of()).text())
        .isEqualTo("Nothing to remove.");
  }

  private Sandbox known(String name) {
    return history.record(SandboxFixture.running(name, name, "a", SandboxFixture.MADE));
  }

  private boolean isKnown(String name) {
    try {
      history.lastKnown(new SandboxRef(Principal.LOCAL, name));
      return true;
    } catch (ToolFailure e) {
      return false;
    }
  }

  @Test
  void anEngineThatIsAwayMakesItForgetNothing() {
    known("web");
    routes.answer(
        "engine-container-list",
        request -> {
          throw new EngineFault.Unavailable("no engine");
        });

    assertThatExceptionOfType(EngineFault.Unavailable.class).isThrownBy(() -> selected(ALL));
    assertThat(isKnown("web")).isTrue();
  }

  @Test
  void whatCouldNotBeRemovedIsStillKnownAndWhatOthersHaveRemovedIsNot() {
    Sandbox web = known("web");
    known("gone");
    Map<String, String> labels = new LinkedHashMap<>(EngineAnswers.ours("mcp-session", "a"));
    engine.add(SandboxFixture.listed("web", ContainerStatus.RUNNING, labels));
    Cleanup.Plan plan = cleanup.plan(call(Map.of("session_id", "a")));

    cleanup.result(plan, List.of(new RemovalOutcome(RemovalTarget.of(web), Optional.of("stuck"))));

    assertThat(isKnown("web")).isTrue();
    assertThat(isKnown("gone")).isFalse();
  }

  @Test
  void oneThatOthersHaveRemovedIsNotFoundAndForgotten() {
    known("web");

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> selected(Map.of("container_id", "web")))
        .withMessageStartingWith("Could not find container 'web'");
    assertThat(isKnown("web")).isFalse();
  }

  @Test
  void oneThatOthersHaveRemovedIsForgottenByItsOldIdToo() {
    Sandbox old = SandboxFixture.running("first", "web", "a", SandboxFixture.MADE);
    history.recreated(old, known("web"));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> selected(Map.of("container_id", old.id())))
        .withMessageStartingWith("Could not find container");
    assertThat(isKnown("web")).isFalse();
  }

  @Test
  void theVolumesThatWereRemovedBeforeTheEngineWentAwayAreTold() {
    engineHas("web", "mcp-session", "a");
    engineHas("db", "mcp-session", "b");
    Cleanup.Plan plan = cleanup.plan(call(Map.of("cleanup_all", true, "remove_volumes", true)));
    routes.answer("engine-volume-list", request -> List.of());
    routes.answer(
        "engine-volume-inspect",
        name -> new VolumeInfo((String) name, EngineAnswers.ours(), true, Optional.empty()));
    routes.answer(
        "engine-volume-remove",
        request -> {
          if (request.equals("mcp-session-b")) {
            throw new EngineFault.Lost("no engine");
          }
          return request;
        });

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> cleanup.result(plan, List.of()))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_LOST);
              assertThat(failure.partial())
                  .contains(new CleanupResult(List.of(), List.of("mcp-session-a"), List.of(), 0));
            });
  }
}
