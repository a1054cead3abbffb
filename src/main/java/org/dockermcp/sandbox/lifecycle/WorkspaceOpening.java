package org.dockermcp.sandbox.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * Opens the workspaces of sandboxes whose user is not root; steps of {@code lib/sandbox}.
 *
 * <p>The engine makes a volume's folder root's, where the image does not say otherwise, and has no
 * call that changes that.
 */
public final class WorkspaceOpening {
  private static final String ROOT = "0:0";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SandboxProfile profile;

  public WorkspaceOpening(SandboxProfile profile) {
    this.profile = profile;
  }

  /** Whether those of new sandboxes must be opened. */
  public boolean areClosed() {
    return profile.isStrict();
  }

  /** The program that opens one: root owns it, and needs no capability for this. */
  public ExecRequest open(String containerId) {
    return new ExecRequest(
        containerId,
        List.of("chmod", "1777", Sandbox.WORKSPACE),
        List.of(SandboxProfile.KEEP_ALIVE_MARK),
        ROOT,
        "/",
        Optional.empty(),
        LIMIT,
        Instant.now(),
        OutputSink.NONE);
  }

  /**
   * The outcome, whether it worked or not: an image may have no such program, or a workspace of its
   * own.
   *
   * @throws ToolFailure when the image's program still runs, as root
   */
  public ExecOutcome failWhenRunning(ExecOutcome outcome) {
    if (outcome.running()) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "make the workspace writable",
          "the image's chmod did not end within " + LIMIT.toSeconds() + " seconds",
          "use another image");
    }
    return outcome;
  }
}
