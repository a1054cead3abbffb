package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.exec.kill.ProcessTokens;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolResult;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private final Commands commands = commands();
  private final Outcomes outcomes =
      new Outcomes(new EngineResources(new Engine(Map.of())), new PendingTerminations());

  private static Commands commands() {
    try {
      return new Commands(Settings.load(Map.of()), ProcessTokens.random(), new Spool(0, 1 << 20));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private static ToolCall call(Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("command", "ls", "script", "1"));
    all.putAll(arguments);
    return ToolCall.local("7f3a", "execute_code", new Arguments(all));
  }

  private Command shell(Map<String, Object> arguments) {
    return commands.shell(call(arguments), SandboxFixture.running("web"));
  }

  private static ExecOutcome outcome(OptionalInt exitCode) {
    return new ExecOutcome(exitCode.isEmpty(), exitCode, Duration.ofMillis(12), false);
  }

  private CommandResult ended(String stdout, int exitCode) {
    Command command = shell(Map.of("working_dir", "/nowhere"));
    command.output().stdout(stdout.getBytes(StandardCharsets.UTF_8));
    return outcomes.result(command, outcome(OptionalInt.of(exitCode)), null);
  }

  @Test
  void aProgramThatFailsIsAResult() {
    CommandResult result = ended("out\n", 3);

    assertThat(result.text()).isEqualTo("out\n[exit code 3]");
    assertThat(outcomes.inTime(result)).isSameAs(result);
  }

  @Test
  void aFolderThatIsNotThereIsTold() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(
            () -> ended("OCI runtime exec failed: exec failed: chdir to cwd (\"/nowhere\")", 126))
        .withMessage(
            "Could not start the command in container 'web': there is no folder /nowhere; create"
                + " the folder first, or leave working_dir out.");
  }

  @Test
  void aShellThatIsNotThereIsTold() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> ended("OCI runtime exec failed: no such file.\r\n", 127))
        .withMessage(
            "Could not start the command in container 'web': no such file; use an image that has"
                + " /bin/sh.");
  }

  @Test
  void aProgramMayPrintTheSameWords() {
    assertThat(ended("OCI runtime exec failed: not really", 0).succeeded()).isTrue();
  }

  @Test
  void whatStillRunsHasTimedOutAndHasNoExitCode() {
    Command command = shell(Map.of());
    command.output().stdout("so far".getBytes(StandardCharsets.UTF_8));
    CommandResult result = outcomes.result(command, outcome(OptionalInt.empty()), null);

    assertThat(result.exitCode()).isNull();
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> outcomes.inTime(result))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.TIMED_OUT);
              assertThat(failure.partial()).contains(result);
            });
  }

  @Test
  void howACommandEndedIsUnknownWhenTheEngineGoesAway() {
    Command command = shell(Map.of());
    command.output().stdout("so far".getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> outcomes.endUnknown(command, new UncheckedIOException(new IOException())))
        .withMessage(
            "Could not tell how the command in container 'web' ended: the connection to the Docker"
                + " engine broke while it ran; check the engine, and look at what the command has"
                + " done before running it again.")
        .satisfies(
            failure ->
                assertThat(failure.partial())
                    .get()
                    .extracting(ToolResult::text)
                    .isEqualTo("so far\n[no exit code]"));
  }

  @Test
  void anImageWithoutPythonIsToldWithImagesThatHaveOne() {
    Command script = commands.python(call(Map.of()), SandboxFixture.running("web"));
    script
        .output()
        .stderr("docker-mcp: no python for call 7f3a\n".getBytes(StandardCharsets.UTF_8));
    CommandResult result = outcomes.result(script, outcome(OptionalInt.of(127)), null);

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> outcomes.hadPython(script, result))
        .withMessage(
            "Could not run the script in container 'web': its image busybox:1 has neither python3"
                + " nor python; create a container of python:3.12-slim, or of"
                + " nikolaik/python-nodejs for Node.js too.");
  }
}
