package org.dockermcp.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.Networks;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class NetworkLendingTest {
  private static final AnsweringRoutes ROUTES = new AnsweringRoutes().engineOf(1L << 33);

  private final Sandbox sandbox = SandboxFixture.running("web");

  private static NetworkLending lending(String setting) {
    return lending(Map.of("DOCKER_MCP_INSTALL_NETWORK", setting));
  }

  private static NetworkLending lending(Map<String, String> environment) {
    try {
      Settings settings = Settings.load(environment);
      return new NetworkLending(
          settings,
          new SandboxProfile(settings),
          new Networks(ROUTES),
          new EngineFacts(ROUTES),
          new Ownership(EngineAnswers.OWNER, ""));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> processes(String... others) {
    List<String> commands = new ArrayList<>(SandboxProfile.KEEPERS);
    commands.addAll(List.of(others));
    return commands;
  }

  private void refuses(List<String> processes, String message) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> lending("temporary").refuseUnlessIdle(sandbox, processes))
        .withMessage(message)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void lendsWhereOnlyWhatKeepsTheSandboxUpIsAtWork() {
    assertThatCode(() -> lending("temporary").refuseUnlessIdle(sandbox, processes()))
        .doesNotThrowAnyException();
  }

  @Test
  void lendsWhereTheDeadAreNotReapedYet() {
    assertThatCode(
            () -> lending("temporary").refuseUnlessIdle(sandbox, processes("[sh] <defunct>")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhileAnythingElseIsAtWork() {
    refuses(
        processes("python3 server.py"),
        "Could not install packages in container 'web': 'python3 server.py' is running in it and"
            + " would get the temporary network; try again when it has ended.");
  }

  @Test
  void refusesWhatLooksLikeTheKeeper() {
    refuses(
        processes("sleep 86400"),
        "Could not install packages in container 'web': 'sleep 86400' is running in it and would"
            + " get the temporary network; try again when it has ended.");
  }

  @Test
  void lendsNothingWhereTheOperatorForbidsIt() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> lending("never").allow(sandbox))
        .withMessage(
            "Could not install packages in container 'web': it has no network, and the operator"
                + " does not allow a temporary one; create a container with network_enabled:"
                + " true, or use an image that has the packages.");
  }

  @Test
  void lendsNothingInTheStrictProfile() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> lending(Map.of("DOCKER_MCP_PROFILE", "strict")).allow(sandbox))
        .withMessage(
            "Could not install packages in container 'web': the operator's strict profile allows"
                + " no network; use an image that has the packages.")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DENIED));
  }
}
