package org.dockermcp;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what comes true by itself: looks at once and every 20 ms, on the caller's thread. */
public final class Eventually {
  private static final Duration POLL = Duration.ofMillis(20);

  private Eventually() {}

  /** Fails when what is waited for is not so within this time. */
  public static ConditionFactory within(Duration limit) {
    return Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(limit);
  }
}
