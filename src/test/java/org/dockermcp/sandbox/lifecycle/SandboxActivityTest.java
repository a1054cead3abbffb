package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class SandboxActivityTest {
  private final SandboxActivity activity = new SandboxActivity(SandboxFixture.leases());
  private final Sandbox web = SandboxFixture.running("web");

  @Test
  void commandsRunBesideEachOther() {
    activity.begin(web);

    assertThatCode(() -> activity.begin(web)).doesNotThrowAnyException();
  }

  @Test
  void aSessionIsInUseFromACommandsBeginningToItsEnd() {
    Sandbox data = SandboxFixture.running("data", "data", "data", SandboxFixture.MADE);
    Leases leases = SandboxFixture.leases();
    SandboxActivity watched = new SandboxActivity(leases);

    watched.begin(data);
    Instant begun = Instant.now();
    assertThat(leases.table().uses().get("data")).isAfterOrEqualTo(begun.minusSeconds(1));

    watched.end(data);
    watched.end(data);
    Instant ended = leases.table().uses().get("data");
    assertThat(ended).isBetween(begun, Instant.now());
    assertThat(leases.table().uses().get("data")).isEqualTo(ended);
  }

  @Test
  void anInstallIsAloneInItsSandbox() {
    activity.beginAlone(web);

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> activity.begin(web))
        .withMessage(
            "Could not run a command in container 'web': packages are being installed with a lent"
                + " network; try again when it has ended.")
        .satisfies(SandboxActivityTest::isBusy);
    assertThatCode(() -> activity.begin(SandboxFixture.running("db"))).doesNotThrowAnyException();
  }

  @Test
  void anInstallDoesNotStartWhileAnyCommandIsAtWork() {
    activity.begin(web);
    activity.begin(web);
    activity.end(web);

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> activity.beginAlone(web))
        .withMessage(
            "Could not install packages in container 'web': another command is running in it; try"
                + " again when it has ended.")
        .satisfies(SandboxActivityTest::isBusy);
  }

  @Test
  void anInstallStartsWhenAllHasEnded() {
    activity.begin(web);
    activity.end(web);
    activity.beginAlone(web);
    activity.endAlone(web);

    assertThatCode(() -> activity.begin(web)).doesNotThrowAnyException();
  }

  @Test
  void whoDidNotTakeItAloneDoesNotFreeIt() {
    activity.begin(web);
    activity.endAlone(web);

    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> activity.beginAlone(web));
  }

  private static void isBusy(ToolFailure failure) {
    assertThat(failure.code()).isEqualTo(ErrorCode.BUSY);
  }
}
