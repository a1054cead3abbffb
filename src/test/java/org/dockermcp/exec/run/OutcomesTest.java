package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFault.StartRefused.Cause;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolResult;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private final Commands commands = commands();
  private final Outcomes outcomes = new Outcomes(new PendingTerminations());

  private static Commands commands() {
    return CommandsFixture.commands(Map.of());
  }

  private static ToolCall call(Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("command", "ls", "script", "1"));
    all.putAll(arguments);
    return ToolCall.local("7f3a", "execute_code", new Arguments(all));
  }

  private Command shell(Map<String, Object> arguments) {
    return commands.shell(call(arguments), SandboxFixture.running("web"), "command");
  }

  private static ExecOutcome outcome(OptionalInt exitCode) {
    return new ExecOutcome(exitCode.isEmpty(), exitCode, Duration.ofMillis(12), false);
  }

  private CommandResult ended(String stdout, int exitCode) {
    Command command = shell(Map.of("working_dir", "/nowhere"));
    command.output().stdout(stdout.getBytes(StandardCharsets.UTF_8));
    return outcomes.completed(command, outcome(OptionalInt.of(exitCode)));
  }

  @Test
  void aProgramThatFailsIsAResult() {
    CommandResult result = ended("out\n", 3);

    assertThat(result.text()).isEqualTo("out\n[exit code 3]");
    assertThat(outcomes.inTime(result)).isSameAs(result);
  }

  @Test
  void reportsAWorkingDirectoryThatDoesNotExist() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(
            () ->
                outcomes.failUnknown(
                    shell(Map.of("working_dir", "/nowhere")),
                    new EngineFault.StartRefused("chdir to cwd", Cause.NO_WORKING_DIR)))
        .withMessage(
            "Could not start the command in container 'web': there is no folder /nowhere; create"
                + " the folder first, or leave working_dir out.");
  }

  private void refused(Command command, Cause cause, String reasonAndHint) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(
            () ->
                outcomes.failUnknown(
                    command, new EngineFault.StartRefused("permission denied.", cause)))
        .withMessage("Could not start the command in container 'web': " + reasonAndHint);
  }

  @Test
  void tellsWhyACommandCouldNotBeStarted() {
    Command node = shell(Map.of()).running(new Program(List.of("node", "-"), ""));

    refused(
        shell(Map.of()),
        Cause.NO_PROGRAM,
        "its image busybox:1 has no /bin/sh; use an image that has /bin/sh.");
    refused(node, Cause.NO_PROGRAM, "its image busybox:1 has no node; use an image that has node.");
    refused(
        node,
        Cause.TOO_LONG,
        "its arguments and environment are longer than Linux takes; pass less, or write it to a"
            + " file first.");
    refused(node, Cause.OTHER, "permission denied; check that node can be executed in its image.");
  }

  @Test
  void whatStillRunsHasTimedOutAndHasNoExitCode() {
    Command command = shell(Map.of());
    command.output().stdout("so far".getBytes(StandardCharsets.UTF_8));
    CommandResult result = outcomes.completed(command, outcome(OptionalInt.empty()));

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
        .isThrownBy(() -> outcomes.failUnknown(command, new EngineFault.Lost("broken")))
        .withMessage(
            "Could not get the exit status of the command in container 'web': the connection to the"
                + " engine was lost while it ran; check the engine, and what the command has done,"
                + " before running it again.")
        .satisfies(
            failure ->
                assertThat(failure.partial())
                    .get()
                    .extracting(ToolResult::text)
                    .isEqualTo("so far\n[no exit code]"));
  }

  @Test
  void anImageWithoutPythonIsToldWithImagesThatHaveOne() {
    Command script = commands.python(call(Map.of()), SandboxFixture.running("web"), "script");
    script
        .output()
        .stderr("docker-mcp: no python for call 7f3a\n".getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> outcomes.completed(script, outcome(OptionalInt.of(127))))
        .withMessage(
            "Could not run the script in container 'web': its image busybox:1 has neither python3"
                + " nor python; create a container of python:3.12-slim, or of"
                + " nikolaik/python-nodejs for Node.js too.");
  }
}
