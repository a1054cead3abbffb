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
  void commandsRunBesideEachOther() throws Exception {
    try (AutoCloseable first = activity.enter(web, "1")) {
      assertThat(first).isNotNull();
      assertThatCode(() -> activity.enter(web, "2").close()).doesNotThrowAnyException();
    }
  }

  @Test
  void aSessionIsInUseFromACommandsStartToItsEnd() throws Exception {
    Sandbox data = SandboxFixture.running("data", "data", "data", SandboxFixture.MADE);
    Leases leases = SandboxFixture.leases();
    SandboxActivity watched = new SandboxActivity(leases);

    AutoCloseable use = watched.enter(data, "1");
    Instant begun = Instant.now();
    assertThat(leases.table().uses().get("data")).isAfterOrEqualTo(begun.minusSeconds(1));

    use.close();
    Instant ended = leases.table().uses().get("data");
    assertThat(ended).isBetween(begun, Instant.now());
    assertThat(leases.table().uses().get("data")).isEqualTo(ended);
  }

  @Test
  void anInstallHasItsSandboxExclusively() throws Exception {
    AutoCloseable install = activity.enterExclusively(web, "1");

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> activity.enter(web, "2"))
        .withMessage(
            "Could not run a command in container 'web': packages are being installed with a"
                + " temporary network; try again when it has ended.")
        .satisfies(SandboxActivityTest::isBusy);
    assertThatCode(() -> activity.enter(SandboxFixture.running("db"), "2"))
        .doesNotThrowAnyException();

    install.close();
    assertThatCode(() -> activity.enter(web, "2")).doesNotThrowAnyException();
  }

  @Test
  void theCallThatHasASandboxExclusivelyRunsItsCommandsThere() throws Exception {
    try (AutoCloseable install = activity.enterExclusively(web, "1")) {
      assertThat(install).isNotNull();
      activity.enter(web, "1").close();

      assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> activity.enter(web, "2"));
    }
  }

  @Test
  void anInstallDoesNotStartWhileACommandRuns() throws Exception {
    AutoCloseable first = activity.enter(web, "1");
    AutoCloseable second = activity.enter(web, "2");
    first.close();

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> activity.enterExclusively(web, "3"))
        .withMessage(
            "Could not install packages in container 'web': another command is running in it; try"
                + " again when it has ended.")
        .satisfies(SandboxActivityTest::isBusy);

    second.close();
    assertThatCode(() -> activity.enterExclusively(web, "3")).doesNotThrowAnyException();
  }

  private static void isBusy(ToolFailure failure) {
    assertThat(failure.code()).isEqualTo(ErrorCode.BUSY);
  }
}
