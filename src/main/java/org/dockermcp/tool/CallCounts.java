package org.dockermcp.tool;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How the calls of this process have ended, each counted once; safe for use by many threads.
 *
 * <p>A call is counted before its answer leaves, so who has the answer finds it counted.
 */
public final class CallCounts {
  /** Stands for whatever was called that is no tool; no tool has this name. */
  public static final String NO_TOOL = "(none)";

  /** The code of a call that did not fail. */
  public static final String OK = "OK";

  private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();

  /**
   * Calls that are counted together.
   *
   * @param tool the tool's name, or {@link #NO_TOOL}
   * @param code {@link #OK}, or a name of {@link ErrorCode}'s
   */
  public record Kind(String tool, String code) {}

  /** How many they are and how long they took. */
  public static final class Tally {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    private Tally() {}

    private void add(long took) {
      nanos.add(took);
      count.increment();
    }

    public long count() {
      return count.sum();
    }

    /** From arrival to end, so a wait for a place is part of it. */
    public long nanos() {
      return nanos.sum();
    }
  }

  /** A call that has come. */
  public final class Open {
    private final String tool;
    private final long began = System.nanoTime();
    private final AtomicBoolean counted = new AtomicBoolean();

    private Open(String tool) {
      this.tool = tool;
    }

    /** It ends with this answer, unless it has ended. */
    public void end(ToolReply reply) {
      end(reply.code());
    }

    /** It ends without an answer of a tool's, unless it has ended. */
    public void end(ErrorCode code) {
      end(Optional.of(code));
    }

    private void end(Optional<ErrorCode> code) {
      if (counted.compareAndSet(false, true)) {
        Kind kind = new Kind(tool, code.map(ErrorCode::name).orElse(OK));
        tallies.computeIfAbsent(kind, key -> new Tally()).add(System.nanoTime() - began);
      }
    }
  }

  /** A call of a tool that there is. */
  public Open begin(String tool) {
    return new Open(tool);
  }

  /** All kinds that there were, at this moment. */
  public Map<Kind, Tally> tallies() {
    return Map.copyOf(tallies);
  }
}
