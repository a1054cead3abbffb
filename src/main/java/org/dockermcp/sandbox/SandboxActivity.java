package org.dockermcp.sandbox;

import java.util.HashMap;
import java.util.Map;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * What is at work in each sandbox, so that no user's command runs while a network is lent for an
 * install.
 *
 * <p>Whoever begins must end, in a {@code doFinally}.
 */
public final class SandboxActivity {
  private static final int ALONE = -1;

  /** Commands at work by container id, or {@link #ALONE}; absent when nothing is. */
  private final Map<String, Integer> active = new HashMap<>();

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
  }

  /** Ends what {@link #begin} began. */
  public synchronized void end(Sandbox sandbox) {
    active.computeIfPresent(sandbox.id(), (id, now) -> now == 1 ? null : now - 1);
  }

  /**
   * Takes the sandbox for one install alone.
   *
   * @throws ToolFailure {@code BUSY} while anything is at work in it
   */
  public synchronized void beginAlone(Sandbox sandbox) {
    if (active.putIfAbsent(sandbox.id(), ALONE) != null) {
      throw busy(sandbox, "install packages", "another command is at work in it");
    }
  }

  /** Ends what {@link #beginAlone} began. */
  public synchronized void endAlone(Sandbox sandbox) {
    active.remove(sandbox.id(), ALONE);
  }

  private static ToolFailure busy(Sandbox sandbox, String tried, String why) {
    return ToolFailure.of(
        ErrorCode.BUSY,
        "%s in container '%s'".formatted(tried, sandbox.name()),
        why,
        "try again when it has ended");
  }
}
