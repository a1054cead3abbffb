package org.dockermcp.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.dockermcp.Texts;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.exec.run.HostShell;
import org.dockermcp.files.WorkspaceFile;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolCommandsTest {
  @TempDir private Path folder = Path.of("");

  private final Sandbox sandbox = SandboxFixture.running("web");
  private final ToolCommands commands;

  ToolCommandsTest() throws SettingsException {
    commands = new ToolCommands(CommandsFixture.commands(Map.of()));
  }

  private static ToolCall call(Map<String, Object> arguments) {
    return ToolCall.local("7f3a", "any", new Arguments(arguments));
  }

  @Test
  void whatACallSentBecomesFurtherArguments() {
    ToolCall call = call(Map.of("files", List.of("a b", "$(id)"), "depth", 3, "x", "'q'"));
    Command command = commands.program(call, sandbox, " lint  --json -- ");

    for (String argument : List.of("files", "depth", "x", "absent")) {
      command = commands.with(command, call, argument);
    }

    assertThat(command.program().argv())
        .containsExactly("lint", "--json", "--", "a b", "$(id)", "3", "'q'");
  }

  @Test
  void aShellLineHasThemAsParameters() throws Exception {
    ToolCall call = call(Map.of("files", List.of("a b", "$(id)")));
    Command command =
        commands.with(commands.shell(call, sandbox, "printf '%s|' \"$@\""), call, "files");

    assertThat(new HostShell(folder).run(command.program()).stdout()).isEqualTo("a b|$(id)|");
  }

  @Test
  void anyProgramCanBeFed() throws Exception {
    String text = "$(id) 'é'\n\n";
    ToolCall call = call(Map.of("code", text, "more", "-"));
    Command command =
        commands.with(
            commands.input(commands.program(call, sandbox, "cat"), call, "code"), call, "more");

    assertThat(new HostShell(folder).run(command.program()).stdout()).isEqualTo(text);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> commands.input(command, call, "code"))
        .withMessage("a command has one standard input, and it is already set");
  }

  @Test
  void theUsualArgumentsMeanTheUsual() {
    ToolCall call =
        call(
            Map.of(
                "timeout",
                2,
                "working_dir",
                "/tmp",
                "environment",
                Map.of("A", "1"),
                "stdin",
                "x"));
    Command command = commands.shell(call, sandbox, "env");

    assertThat(command.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(command.workingDir()).isEqualTo("/tmp");
    assertThat(command.environment().lines()).containsExactly("A=1");
    assertThat(command.program().stdin()).isEmpty();
  }

  @Test
  void refusesWhatNoArgumentCanBe() {
    refuses("a\0b", "it contains a NUL character; remove it or escape it.");
    for (String text : List.of("a".repeat(100_001), "é".repeat(50_001))) {
      refuses(text, "it is longer than 100000 bytes; shorten it, or write it to a file first.");
    }
  }

  @Test
  void refusesArgumentsThatAreTooLongTogether() {
    String many =
        "together with the command's other arguments it is longer than 1000000 bytes; pass less,"
            + " or write it to a file first.";
    refuses(Collections.nCopies(11, "a".repeat(99_000)), many);
    refuses(Collections.nCopies(200_000, ""), many);
    ToolCall call = call(Map.of("x", Collections.nCopies(6, "a".repeat(99_000))));
    Command half = commands.with(commands.shell(call, sandbox, "true"), call, "x");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> commands.with(half, call, "x"))
        .withMessage("Could not use 'x': " + many);
  }

  private void refuses(Object value, String why) {
    ToolCall call = call(Map.of("x", value));
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> commands.with(commands.shell(call, sandbox, "true"), call, "x"))
        .withMessage("Could not use 'x': " + why);
  }

  @Test
  void aFileIsWithinTheWorkspace() {
    for (String path : List.of("a", "a b/é", "..a", "a..", "-x", "/workspace/a/b", ".x/$(id)")) {
      assertThat(Texts.isTaken(() -> WorkspaceFile.of("7f3a", sandbox, path))).as(path).isTrue();
    }
    for (String path :
        List.of("", "/", "/etc/passwd", "../a", "a/../b", "a/..", "a/", "a\nb", "a\0", "..")) {
      assertThat(Texts.isTaken(() -> WorkspaceFile.of("7f3a", sandbox, path))).as(path).isFalse();
    }
  }
}
