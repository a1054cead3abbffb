package org.dockermcp.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the engine tells of itself and hardly ever changes, asked once a minute at most; safe for
 * use by many threads.
 */
public final class EngineFacts {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final EngineRoutes routes;
  private @Nullable EngineInfo info;
  private long askedNanos;

  public EngineFacts(EngineRoutes routes) {
    this.routes = routes;
  }

  /** What it tells, at most a minute old. */
  public synchronized EngineInfo info() {
    EngineInfo known = info;
    if (known == null || System.nanoTime() - askedNanos > KEPT.toNanos()) {
      known = routes.ask("engine-info", "", EngineInfo.class);
      info = known;
      askedNanos = System.nanoTime();
    }
    return known;
  }

  /** All of its memory, in bytes; 0 when it does not tell. */
  public long memoryBytes() {
    return info().memoryBytes();
  }

  /** Where it listens. */
  public String address() {
    return info().address();
  }

  /** What it can do. */
  public EngineFeatures features() {
    return info().features();
  }
}
