package org.dockermcp.files;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkspaceFilesTest {
  private final WorkspaceFiles files = new WorkspaceFiles(CommandsFixture.commands(Map.of()));
  private final FileText text =
      new FileText(WorkspaceFile.of("7f3a", SandboxFixture.running("web"), "a"), "text");

  private static CommandResult result(
      @Nullable Integer exitCode, boolean timedOut, @Nullable String diskLimit, String stderr) {
    return new CommandResult(
        "",
        stderr,
        exitCode,
        12,
        timedOut,
        false,
        false,
        new CommandResult.Omitted(0, 0),
        false,
        diskLimit,
        null,
        SandboxRecovery.NONE,
        false,
        null,
        null,
        null);
  }

  private void failsAs(CommandResult result, String reason) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> files.written(text, result))
        .withMessage(
            "Could not write 'a': " + reason + "; choose another path, or inspect the container.");
  }

  @Test
  void aLimitThatStoppedAWriteIsTold() {
    failsAs(result(null, false, "the disk is full", ""), "the disk is full");
    failsAs(result(null, false, "the disk is full", "head: killed"), "the disk is full");
  }

  @Test
  void aTimeoutIsTold() {
    failsAs(result(null, true, null, ""), "it was still running after 12 ms and was killed");
  }

  @Test
  void aProgramsOwnWordsAreToldAndItsExitCodeWhenItHasNone() {
    failsAs(result(1, false, null, "a: Is a directory\n"), "a: Is a directory");
    failsAs(result(1, false, null, ""), "its program ended with exit code 1");
  }
}
