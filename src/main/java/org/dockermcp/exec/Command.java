package org.dockermcp.exec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.dockermcp.exec.output.OutputBudget;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.jspecify.annotations.Nullable;

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
 * @param input what it reads while it runs, closed by whoever made it; null: the program's own text
 */
public record Command(
    String callId,
    Sandbox sandbox,
    Program program,
    SandboxEnvironment environment,
    String workingDir,
    Duration timeout,
    long madeNanos,
    OutputBudget output,
    @Nullable InputStream input) {

  /** So long that nobody will see its end. */
  public static final Duration FOREVER = Duration.ofDays(3650);

  /** The same command with another program. */
  public Command running(Program other) {
    return new Command(
        callId, sandbox, other, environment, workingDir, timeout, madeNanos, output, input);
  }

  /** What the engine's connection sends to it; empty when it reads nothing. */
  public Optional<InputStream> stdin() {
    if (input != null) {
      return Optional.of(input);
    }
    String text = program.stdin();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** How long ago it was made. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - madeNanos);
  }

  /** What is left of its time; at least a millisecond. */
  public Duration left() {
    Duration left = timeout.minus(elapsed());
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }
}
