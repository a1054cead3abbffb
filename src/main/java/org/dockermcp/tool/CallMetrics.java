package org.dockermcp.tool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts and times calls, each once; safe for use by many threads.
 *
 * <p>A call is recorded before its answer leaves, so who has the answer finds it counted.
 */
public final class CallMetrics {
  /** The tool of a call that names none that there is; no tool has this name. */
  public static final String NO_TOOL = "(none)";

  /** The code of a call that did not fail. */
  public static final String OK = "OK";

  /** The timer's name; its tags are {@code tool} and {@code code}. */
  public static final String CALLS = "docker.mcp.calls";

  private final MeterRegistry meters;

  public CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A call that has arrived and has not been recorded yet. */
  public final class Recording {
    private final String tool;
    private final Timer.Sample sample = Timer.start(meters);
    private final AtomicBoolean recorded = new AtomicBoolean();

    private Recording(String tool) {
      this.tool = tool;
    }

    /** Records that the call ends with this answer, unless it is recorded already. */
    public void end(ToolReply reply) {
      end(reply.code());
    }

    /** Records that the call ends without an answer of a tool, unless it is recorded already. */
    public void end(ErrorCode code) {
      end(Optional.of(code));
    }

    private void end(Optional<ErrorCode> code) {
      if (recorded.compareAndSet(false, true)) {
        sample.stop(
            Timer.builder(CALLS)
                .tags("tool", tool, "code", code.map(ErrorCode::name).orElse(OK))
                .description(
                    "finished calls and their duration, time in the queue included, by tool and"
                        + " code: OK, or why the call failed")
                .register(meters));
      }
    }
  }

  /**
   * Starts the time of a call.
   *
   * @param tool the name of a tool that there is, or {@link #NO_TOOL}
   */
  public Recording start(String tool) {
    return new Recording(tool);
  }
}
