package org.dockermcp.files;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.CommandResultFixture;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class WorkspaceFilesTest {
  private final WorkspaceFiles files = new WorkspaceFiles(CommandsFixture.commands(Map.of()));
  private final FileText text =
      new FileText(WorkspaceFile.of("7f3a", SandboxFixture.running("web"), "a"), "text");

  private void failsAs(CommandResult result, String reason) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> files.written(text, result))
        .withMessage(
            "Could not write 'a': " + reason + "; choose another path, or inspect the container.");
  }

  @Test
  void aLimitThatStoppedAWriteIsTold() {
    failsAs(CommandResultFixture.stopped("the disk is full", ""), "the disk is full");
    failsAs(CommandResultFixture.stopped("the disk is full", "head: killed"), "the disk is full");
  }

  @Test
  void aTimeoutIsTold() {
    failsAs(CommandResultFixture.timedOut(""), "it was still running after 12 ms and was killed");
  }

  @Test
  void aProgramsOwnWordsAreToldAndItsExitCodeWhenItHasNone() {
    failsAs(CommandResultFixture.ended("", "a: Is a directory\n", 1), "a: Is a directory");
    failsAs(CommandResultFixture.ended("", "", 1), "its program ended with exit code 1");
  }
}
