package org.dockermcp.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.TextResult;
import org.junit.jupiter.api.Test;

class CommandResultTest {
  @Test
  void readsAsATerminalWould() {
    assertThat(CommandResultFixture.ended("out\n", "", 0).text()).isEqualTo("out\n[exit code 0]");
    assertThat(CommandResultFixture.after(SandboxRecovery.STARTED, "out", "err", 1).text())
        .isEqualTo(
            """
            out
            [stderr]
            err
            [the container was stopped and has been started; its processes are lost]
            [exit code 1]""");
    assertThat(CommandResultFixture.timedOut("").text()).isEqualTo("[timed out after 12 ms]");
  }

  @Test
  void saysWhatTheContainerWentThroughAndNotWhoDidWhenNobodyElseDid() {
    CommandResult result =
        CommandResultFixture.after(SandboxRecovery.RESTARTED_FOR_DISK, "out\n", "", 0);

    assertThat(result.text())
        .isEqualTo(
            """
            out
            [the container was restarted because a process left in it filled the disk; its \
            processes are lost]
            [exit code 0]""");
    assertThat(Json.MAPPER.valueToTree(result).path("processes_lost").asBoolean()).isTrue();
    assertThat(Json.MAPPER.valueToTree(result).has("recovery")).isFalse();
  }

  @Test
  void saysWhereTheRestIsAndThatItWasStopped() {
    CommandResult result =
        new CommandResult(
            "y\n",
            "",
            null,
            12,
            false,
            false,
            true,
            new CommandResult.Omitted(1, 0),
            true,
            null,
            "7f3a",
            SandboxRecovery.NONE,
            false,
            null,
            null,
            null);

    assertThat(result.text())
        .isEqualTo(
            """
            y
            [truncated; all of it can be read by its output_id 7f3a]
            [stopped: the output limit is reached]
            [no exit code]\
            """);
    assertThat(Json.MAPPER.valueToTree(result).path("output_id").asText()).isEqualTo("7f3a");
  }

  @Test
  void saysWhichDiskHadNoMoreRoom() {
    CommandResult result = CommandResultFixture.stopped("the disk is full", "");

    assertThat(result.text()).isEqualTo("[stopped: the disk is full]\n[no exit code]");
    assertThat(result.whyStopped()).contains("the disk is full");
    assertThat(Json.MAPPER.valueToTree(result).path("disk_limit").booleanValue()).isTrue();
    assertThat(
            Json.MAPPER
                .valueToTree(CommandResultFixture.ended("", "", 0))
                .path("disk_limit")
                .booleanValue())
        .isFalse();
  }

  @Test
  void whatEndedByItselfWasNotStopped() {
    assertThat(CommandResultFixture.ended("", "", 1).whyStopped()).isEmpty();
    assertThat(CommandResultFixture.timedOut("").whyStopped())
        .contains("it was still running after 12 ms and was killed");
  }

  @Test
  void succeedsWithExitCodeZeroAlone() {
    assertThat(CommandResultFixture.ended("", "", 0).succeeded()).isTrue();
    assertThat(CommandResultFixture.ended("", "", 1).succeeded()).isFalse();
    assertThat(CommandResultFixture.timedOut("").succeeded()).isFalse();
  }

  @Test
  void tellsOfPackagesOnlyWhenTheyWereAskedFor() {
    CommandResult result = CommandResultFixture.ended("", "", 0);

    assertThat(Json.MAPPER.valueToTree(result).has("dependencies")).isFalse();
    assertThat(
            Json.MAPPER
                .valueToTree(result.with(new TextResult("pip installed")))
                .at("/dependencies/text")
                .textValue())
        .isEqualTo("pip installed");
  }

  @Test
  void anExitCodeThatThereIsNotIsNull() {
    assertThat(
            Json.MAPPER.valueToTree(CommandResultFixture.timedOut("")).path("exit_code").isNull())
        .isTrue();
  }
}
