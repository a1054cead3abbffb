package org.dockermcp.command;

import java.time.Duration;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;

/**
 * A program to be run in a sandbox.
 *
 * @param callId of the call it belongs to
 * @param sandbox running
 * @param program what runs
 * @param environment beside the sandbox's own
 * @param workingDir absolute
 * @param timeout from when it was made
 * @param madeNanos when that was, by {@link System#nanoTime}
 * @param output gets what it writes; made for this command alone
 */
public record Command(
    String callId,
    Sandbox sandbox,
    Program program,
    SandboxEnvironment environment,
    String workingDir,
    Duration timeout,
    long madeNanos,
    OutputBudget output) {

  /** How long ago it was made. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - madeNanos);
  }

  /** What is left of its time; at least a millisecond. */
  Duration left() {
    Duration left = timeout.minus(elapsed());
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }
}
