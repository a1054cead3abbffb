package org.dockermcp.sandbox.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * What runs in each sandbox, so that no user's command runs while a network is lent for an install.
 *
 * <p>Renews the sessions' leases. Safe for use by many threads.
 */
public final class SandboxActivity {
  private static final int ALONE = -1;

  private final Leases leases;

  /** Running commands by container id, or {@link #ALONE}; absent when nothing is. */
  private final Map<String, Integer> active = new HashMap<>();

  public SandboxActivity(Leases leases) {
    this.leases = leases;
  }

  /** A call names a sandbox. */
  public void use(Sandbox sandbox) {
    use(sandbox.session());
  }

  /** A call wants a sandbox of a session, or of none. */
  void use(Optional<SessionId> session) {
    session.map(SessionId::key).ifPresent(leases::used);
  }

  private void beginUse(Sandbox sandbox) {
    sandbox.session().map(SessionId::key).ifPresent(leases::begin);
  }

  private void endUse(Sandbox sandbox) {
    sandbox.session().map(SessionId::key).ifPresent(leases::end);
  }

  /**
   * Begins a command beside others.
   *
   * @throws ToolFailure {@code BUSY} while an install has the sandbox for itself
   */
  public synchronized void begin(Sandbox sandbox) {
    int now = active.getOrDefault(sandbox.id(), 0);
    if (now == ALONE) {
      throw busy(sandbox, "run a command", "packages are being installed with a lent network");
    }
    active.put(sandbox.id(), now + 1);
    beginUse(sandbox);
  }

  /** Ends what {@link #begin} began. */
  public synchronized void end(Sandbox sandbox) {
    if (active.computeIfPresent(sandbox.id(), (id, now) -> now - 1) == null) {
      return;
    }
    active.remove(sandbox.id(), 0);
    endUse(sandbox);
  }

  /**
   * Takes the sandbox for one install alone.
   *
   * @throws ToolFailure {@code BUSY} while any command runs in it
   */
  public synchronized void beginAlone(Sandbox sandbox) {
    if (active.putIfAbsent(sandbox.id(), ALONE) != null) {
      throw busy(sandbox, "install packages", "another command is running in it");
    }
    beginUse(sandbox);
  }

  /** Ends what {@link #beginAlone} began. */
  public synchronized void endAlone(Sandbox sandbox) {
    if (active.remove(sandbox.id(), ALONE)) {
      endUse(sandbox);
    }
  }

  private static ToolFailure busy(Sandbox sandbox, String tried, String why) {
    return ToolFailure.of(
        ErrorCode.BUSY,
        "%s in container '%s'".formatted(tried, sandbox.name()),
        why,
        "try again when it has ended");
  }
}
