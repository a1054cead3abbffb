package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.net.SocketException;
import java.time.Duration;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFault.PullFailed.Reason;
import org.dockermcp.engine.EngineFault.StartRefused.Cause;
import org.dockermcp.engine.PullRequest;
import org.junit.jupiter.api.Test;

class DockerErrorsTest {
  private static Throwable of(String operation, Exception failure) {
    return DockerErrors.fault(operation, "", failure);
  }

  private static Throwable refused(String operation, String message) {
    return of(
        operation,
        new InternalServerErrorException("Status 500: {\"message\":\"" + message + "\"}", null));
  }

  @Test
  void theMessageIsTheOneInsideTheStatus() {
    assertThat(
            DockerErrors.message(new ConflictException("Status 409: {\"message\":\"in use\"}\n")))
        .isEqualTo("in use");
    assertThat(DockerErrors.message(new DockerClientException("no {json"))).isEqualTo("no {json");
    assertThat(DockerErrors.message(new DockerClientException("{\"other\":1}")))
        .isEqualTo("{\"other\":1}");
    assertThat(DockerErrors.message(new RuntimeException())).isEqualTo("null");
  }

  @Test
  void aStatusIsAFault() {
    assertThat(of("inspect/container", new NotFoundException("x")))
        .isExactlyInstanceOf(EngineFault.NotFound.class);
    assertThat(of("container/start", new NotModifiedException("x")))
        .isExactlyInstanceOf(EngineFault.NotModified.class);
    assertThat(of("volume/remove", new ConflictException("volume is in use")))
        .isExactlyInstanceOf(EngineFault.Conflict.class);
    assertThat(of("network/create", new ConflictException("network with name x already exists")))
        .isExactlyInstanceOf(EngineFault.NameTaken.class);
    assertThat(of("container/create", new BadRequestException("invalid")))
        .isExactlyInstanceOf(EngineFault.Refused.class)
        .hasMessage("Status 400: invalid");
  }

  @Test
  void aTextIsAFaultWhereItsOperationCanFailSo() {
    assertThat(refused("container/start", "mkdir /x: no space left on device"))
        .isExactlyInstanceOf(EngineFault.NoSpace.class);
    assertThat(refused("container/start", "exec: \\\"/bin/sh\\\": stat /bin/sh: no such file"))
        .isExactlyInstanceOf(EngineFault.NoShell.class);
    assertThat(refused("container/create", "unknown or invalid runtime name: runsc"))
        .isExactlyInstanceOf(EngineFault.RuntimeMissing.class);
    assertThat(refused("container/create", "--storage-opt is supported only for overlay over xfs"))
        .isExactlyInstanceOf(EngineFault.QuotaUnsupported.class);
    assertThat(refused("container/unpause", "Container x is not paused"))
        .isExactlyInstanceOf(EngineFault.NotPaused.class);
    assertThat(refused("network/disconnect", "container x is not connected to the network y"))
        .isExactlyInstanceOf(EngineFault.NotConnected.class);
    assertThat(refused("inspect/container", "Multiple IDs found with provided prefix: 1"))
        .isExactlyInstanceOf(EngineFault.Ambiguous.class);
    assertThat(of("container/remove", new ConflictException("removal of x is already in progress")))
        .isExactlyInstanceOf(EngineFault.InProgress.class);
    assertThat(
            of(
                "container/create",
                new ConflictException("The name \"/x\" is already in use by container 1")))
        .isExactlyInstanceOf(EngineFault.NameTaken.class);
  }

  @Test
  void aMissingNetworkKeepsAContainerFromStartingAndIsOtherwiseNotFound() {
    NotFoundException missing = new NotFoundException("network 12ab not found");

    assertThat(of("container/start", missing))
        .isInstanceOfSatisfying(
            EngineFault.NetworkGone.class, gone -> assertThat(gone.isDeviceGone()).isFalse());
    assertThat(refused("container/start", "could not find bridge br-1: route ip+net"))
        .isInstanceOfSatisfying(
            EngineFault.NetworkGone.class, gone -> assertThat(gone.isDeviceGone()).isTrue());
    assertThat(of("network/inspect", missing)).isExactlyInstanceOf(EngineFault.NotFound.class);
  }

  @Test
  void aBrokenConnectionLeavesTheOutcomeUnknown() {
    assertThat(of("exec/start", new RuntimeException(new SocketException("Broken pipe"))))
        .isExactlyInstanceOf(EngineFault.Lost.class)
        .hasMessage("the connection to the engine broke (Broken pipe)");
  }

  @Test
  void anErrorOfOursIsNoAnswer() {
    IllegalStateException ours = new IllegalStateException("x");

    assertThat(of("container/start", ours)).isSameAs(ours);
  }

  @Test
  void aFailedPullHasAReasonWhateverTheImageIsCalled() {
    PullRequest request =
        new PullRequest("registry.test/denied", "1", Duration.ofSeconds(1), line -> {});

    assertThat(
            DockerErrors.fault(
                "image/pull",
                request,
                new DockerClientException(
                    "Get \"https://registry.test/v2/\": manifest for registry.test/denied:1 not"
                        + " found")))
        .isInstanceOfSatisfying(
            EngineFault.PullFailed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.ABSENT);
              assertThat(failed).hasMessage("manifest for registry.test/denied:1 not found");
            });
  }

  private static Cause refusal(String stdout) {
    return DockerErrors.startRefused(126, stdout, "").orElseThrow().why();
  }

  @Test
  void anExecThatCouldNotStartSaysSoInItsOutput() {
    assertThat(DockerErrors.startRefused(126, "OCI runtime exec failed: chdir to cwd: x\r\n", ""))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault).hasMessage("chdir to cwd: x");
              assertThat(fault.why()).isEqualTo(Cause.NO_WORKING_DIR);
            });
    assertThat(DockerErrors.startRefused(1, "OCI runtime exec failed: x", "")).isEmpty();
    assertThat(DockerErrors.startRefused(127, "sh: x: not found", "")).isEmpty();
  }

  /** The texts are those of Docker 20.10 with runc 1.1. */
  @Test
  void whyAnExecCouldNotStartIsToldApart() {
    String failed = "OCI runtime exec failed: exec failed: unable to start container process: ";

    assertThat(refusal(failed + "exec: \"node\": executable file not found in $PATH: unknown"))
        .isEqualTo(Cause.NO_PROGRAM);
    assertThat(
            refusal(failed + "exec: \"/bin/sh\": stat /bin/sh: no such file or directory: unknown"))
        .isEqualTo(Cause.NO_PROGRAM);
    assertThat(refusal(failed + "exec: \"/etc/passwd\": permission denied: unknown"))
        .isEqualTo(Cause.OTHER);
    assertThat(DockerErrors.startRefused(1, "", "exec /bin/sh: argument list too long\n"))
        .hasValueSatisfying(fault -> assertThat(fault.why()).isEqualTo(Cause.TOO_LONG));
    assertThat(DockerErrors.startRefused(1, "", "a\nexec /bin/sh: argument list too long\n"))
        .isEmpty();
    assertThat(DockerErrors.startRefused(0, "", "exec /bin/sh: argument list too long\n"))
        .isEmpty();
  }
}
