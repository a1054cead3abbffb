package org.dockermcp.exec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.exec.Command;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final Commands commands = commands(Map.of());

  private static Commands commands(Map<String, String> settings) {
    return CommandsFixture.commands(settings);
  }

  private static ToolCall call(Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("command", "ls", "script", "1"));
    all.putAll(arguments);
    return ToolCall.local("7f3a", "execute_code", new Arguments(all));
  }

  private Command shell(Map<String, Object> arguments) {
    return commands.shell(call(arguments), SandboxFixture.running("web"), "command");
  }

  private void refuses(Map<String, Object> arguments, String message) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> shell(arguments))
        .withMessage(message);
  }

  @Test
  void whatACallLeavesOutIsTheOperators() {
    Command command = shell(Map.of());

    assertThat(command.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(command.workingDir()).isEqualTo("/workspace");
    assertThat(command.environment().lines()).isEmpty();
  }

  @Test
  void aScriptHasThreeMinutesOrTheOperatorsLongest() {
    Map<String, String> minute = Map.of("DOCKER_MCP_MAX_TIMEOUT", "1m");

    assertThat(commands.python(call(Map.of()), SandboxFixture.running("web"), "script").timeout())
        .isEqualTo(Duration.ofMinutes(3));
    assertThat(
            commands(minute)
                .python(call(Map.of()), SandboxFixture.running("web"), "script")
                .timeout())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aTimeoutMayHaveFractions() {
    assertThat(shell(Map.of("timeout", 0.25)).timeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(shell(Map.of("timeout", 3600)).timeout()).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.09, 3600.1, 1e12, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesATimeoutOutsideTheRange(double seconds) {
    refuses(
        Map.of("timeout", seconds),
        "Could not use timeout "
            + seconds
            + ": it is not between 0.1 and 3600 seconds; give one in that range.");
  }

  @Test
  void refusesAFolderThatIsNotAbsolute() {
    refuses(
        Map.of("working_dir", "src\n"),
        "Could not use working_dir 'src': it is not an absolute path, or it leads through '..' or"
            + " /proc; give one such as /workspace.");
  }

  @Test
  void refusesANul() {
    refuses(
        Map.of("command", "echo \0"),
        "Could not read 'command': it contains a NUL character; remove it or escape it.");
  }

  @Test
  void refusesArgumentsOfAScriptThatLinuxWouldNotTake() {
    for (List<String> args :
        List.of(List.of("é".repeat(50_001)), Collections.nCopies(11, "a".repeat(99_000)))) {
      assertThatExceptionOfType(ToolFailure.class)
          .isThrownBy(
              () ->
                  commands.python(
                      call(Map.of("args", args)), SandboxFixture.running("web"), "script"))
          .withMessageStartingWith("Could not use 'args': ")
          .withMessageEndingWith(
              "00 bytes; %s, or write it to a file first."
                  .formatted(args.size() == 1 ? "shorten it" : "pass less"));
    }
  }
}
