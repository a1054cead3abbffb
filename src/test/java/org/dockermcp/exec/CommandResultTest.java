package org.dockermcp.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.TextResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandResultTest {
  private static CommandResult of(
      String stdout, String stderr, @Nullable Integer exitCode, SandboxRecovery recovery) {
    return new CommandResult(
        stdout,
        stderr,
        exitCode,
        12,
        exitCode == null,
        false,
        false,
        new CommandResult.Omitted(0, 0),
        false,
        null,
        null,
        recovery,
        false,
        null,
        null,
        null);
  }

  @Test
  void readsAsATerminalWould() {
    assertThat(of("out\n", "", 0, SandboxRecovery.NONE).text()).isEqualTo("out\n[exit code 0]");
    assertThat(of("out", "err", 1, SandboxRecovery.STARTED).text())
        .isEqualTo(
            """
            out
            [stderr]
            err
            [the container was stopped and has been started; its processes are lost]
            [exit code 1]""");
    assertThat(of("", "", null, SandboxRecovery.NONE).text()).isEqualTo("[timed out after 12 ms]");
  }

  @Test
  void saysWhatTheContainerWentThroughAndNotWhoDidWhenNobodyElseDid() {
    CommandResult result = of("out\n", "", 0, SandboxRecovery.RESTARTED_FOR_DISK);

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
    CommandResult result =
        new CommandResult(
            "",
            "",
            null,
            12,
            false,
            false,
            false,
            new CommandResult.Omitted(0, 0),
            false,
            "the disk is full",
            null,
            SandboxRecovery.NONE,
            false,
            null,
            null,
            null);

    assertThat(result.text()).isEqualTo("[stopped: the disk is full]\n[no exit code]");
    assertThat(result.whyStopped()).contains("the disk is full");
    assertThat(Json.MAPPER.valueToTree(result).path("disk_limit").booleanValue()).isTrue();
    assertThat(
            Json.MAPPER
                .valueToTree(of("", "", 0, SandboxRecovery.NONE))
                .path("disk_limit")
                .booleanValue())
        .isFalse();
  }

  @Test
  void whatEndedByItselfWasNotStopped() {
    assertThat(of("", "", 1, SandboxRecovery.NONE).whyStopped()).isEmpty();
    assertThat(of("", "", null, SandboxRecovery.NONE).whyStopped())
        .contains("it was still running after 12 ms and was killed");
  }

  @Test
  void succeedsWithExitCodeZeroAlone() {
    assertThat(of("", "", 0, SandboxRecovery.NONE).succeeded()).isTrue();
    assertThat(of("", "", 1, SandboxRecovery.NONE).succeeded()).isFalse();
    assertThat(of("", "", null, SandboxRecovery.NONE).succeeded()).isFalse();
  }

  @Test
  void tellsOfPackagesOnlyWhenTheyWereAskedFor() {
    CommandResult result = of("", "", 0, SandboxRecovery.NONE);

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
            Json.MAPPER
                .valueToTree(of("", "", null, SandboxRecovery.NONE))
                .path("exit_code")
                .isNull())
        .isTrue();
  }
}
