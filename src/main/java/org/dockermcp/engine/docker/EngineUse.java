package org.dockermcp.engine.docker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What routes have asked of the engine since the process began; safe for use by many threads.
 *
 * <p>An exec takes as long as its program; a pull, as long as it takes to bring the image.
 */
public final class EngineUse {
  private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
  private final LongAdder outputBytes = new LongAdder();

  EngineUse() {}

  /**
   * Requests that are counted together.
   *
   * @param operation camel-docker's name of it, such as {@code exec/start}
   * @param answered whether it ended without a fault
   */
  public record Kind(String operation, boolean answered) {}

  /** How many they are and how long they took. */
  public static final class Tally {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    private Tally() {}

    public long count() {
      return count.sum();
    }

    public long nanos() {
      return nanos.sum();
    }
  }

  void asked(String operation, boolean answered, long nanos) {
    Tally tally = tallies.computeIfAbsent(new Kind(operation, answered), key -> new Tally());
    tally.nanos.add(nanos);
    tally.count.increment();
  }

  void wrote(int bytes) {
    outputBytes.add(bytes);
  }

  /** All kinds that there were, at this moment. */
  public Map<Kind, Tally> tallies() {
    return Map.copyOf(tallies);
  }

  /** Bytes that programs in sandboxes have written, also those that nobody kept. */
  public long outputBytes() {
    return outputBytes.sum();
  }
}
