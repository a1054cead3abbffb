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
 * What runs in each sandbox, so that no other command runs while a network is lent for an install.
 * Safe for use by many threads.
 *
 * <p>Each use ends when what began it is closed. The leases of sessions are renewed by each.
 */
public final class SandboxActivity {
  private final Leases leases;

  /** The uses of a sandbox by container id; absent when there is none. */
  private final Map<String, Uses> active = new HashMap<>();

  /**
   * Uses of one sandbox.
   *
   * @param running commands
   * @param exclusive the call that has the sandbox for itself; empty: none has
   */
  private record Uses(int running, String exclusive) {
    static final Uses NONE = new Uses(0, "");

    Uses plus(int commands) {
      return new Uses(running + commands, exclusive);
    }

    boolean isNone() {
      return running == 0 && exclusive.isEmpty();
    }
  }

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

  /**
   * Begins a command beside others; closing what is returned ends it.
   *
   * @param callId whose command it is: the call that has a sandbox exclusively may run commands
   * @throws ToolFailure {@code BUSY} while another call has the sandbox exclusively
   */
  public synchronized AutoCloseable enter(Sandbox sandbox, String callId) {
    Uses now = active.getOrDefault(sandbox.id(), Uses.NONE);
    if (!now.exclusive().isEmpty() && !now.exclusive().equals(callId)) {
      throw busy(sandbox, "run a command", "packages are being installed with a lent network");
    }
    return begin(sandbox, now.plus(1), () -> put(sandbox, usesOf(sandbox).plus(-1)));
  }

  /**
   * Takes a sandbox exclusively for one call; closing what is returned gives it back.
   *
   * @throws ToolFailure {@code BUSY} while anything runs in it
   */
  public synchronized AutoCloseable enterExclusively(Sandbox sandbox, String callId) {
    if (!usesOf(sandbox).isNone()) {
      throw busy(sandbox, "install packages", "another command is running in it");
    }
    return begin(
        sandbox, new Uses(0, callId), () -> put(sandbox, new Uses(usesOf(sandbox).running(), "")));
  }

  private AutoCloseable begin(Sandbox sandbox, Uses uses, Runnable end) {
    put(sandbox, uses);
    sandbox.session().map(SessionId::key).ifPresent(leases::begin);
    return () -> {
      synchronized (this) {
        end.run();
        sandbox.session().map(SessionId::key).ifPresent(leases::end);
      }
    };
  }

  private Uses usesOf(Sandbox sandbox) {
    return active.getOrDefault(sandbox.id(), Uses.NONE);
  }

  private void put(Sandbox sandbox, Uses uses) {
    if (uses.isNone()) {
      active.remove(sandbox.id());
    } else {
      active.put(sandbox.id(), uses);
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
