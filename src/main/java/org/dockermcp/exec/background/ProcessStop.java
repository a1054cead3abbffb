package org.dockermcp.exec.background;

import java.time.Duration;
import org.dockermcp.exec.kill.Termination;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** How a background process is stopped; the steps of the route {@code stop-process}. */
public final class ProcessStop {
  /** Within which a command is terminated. */
  static final Duration TERMINATION = Duration.ofSeconds(10);

  private static final double GRACE_SECONDS = 3;

  /** For the engine to report the end of a process that was killed. */
  private static final Duration REPORTING = Duration.ofSeconds(2);

  /** A process is to be stopped, and does not begin any more if it has not begun. */
  public void begin(BackgroundProcess process) {
    process.stopping();
  }

  /** Waits for a process to end that has been asked to, for as long as the call allows. */
  public void awaitGrace(BackgroundProcess process, ToolCall call) throws InterruptedException {
    double seconds =
        call.arguments().number("grace").map(Number::doubleValue).orElse(GRACE_SECONDS);
    awaitEnd(process, Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /**
   * Waits for the end of a process that was terminated, and has it terminated again if the engine
   * began it only after that.
   *
   * @throws ToolFailure when nothing shows that it has ended
   */
  public void finish(BackgroundProcess process, Termination termination)
      throws InterruptedException {
    awaitEnd(process, REPORTING);
    boolean gone = termination.gone();
    if (process.running()) {
      process.cut();
      awaitEnd(process, TERMINATION);
      gone = !process.running() && !process.lost();
    }
    if (!gone) {
      boolean pending = termination.isPending();
      throw ToolFailure.of(
          pending ? ErrorCode.ENGINE_UNAVAILABLE : ErrorCode.TIMED_OUT,
          "stop process '" + process.id() + "'",
          termination.whyNotGone(),
          pending ? "check the engine and stop it again" : "remove the container");
    }
  }

  private static void awaitEnd(BackgroundProcess process, Duration limit)
      throws InterruptedException {
    try {
      process.await(limit.toMillis());
    } catch (RuntimeException e) {
      // It has ended; how, its report tells.
    }
  }
}
