package org.dockermcp.engine.docker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times the routes' requests to the engine; safe for use by many threads. */
public final class EngineMetrics {
  private final MeterRegistry meters;
  private final Counter outputBytes;

  public EngineMetrics(MeterRegistry meters) {
    this.meters = meters;
    outputBytes =
        Counter.builder("docker.mcp.output.bytes")
            .description("bytes that programs in sandboxes wrote, discarded ones included")
            .register(meters);
  }

  /**
   * Records a request.
   *
   * @param operation camel-docker's name of it, such as {@code exec/start}
   * @param answered whether it ended without a fault
   * @param duration of an exec, that of its program; of a pull, that of the whole pull
   */
  public void recordRequest(String operation, boolean answered, Duration duration) {
    Timer.builder("docker.mcp.engine.requests")
        .tags("operation", operation, "answered", Boolean.toString(answered))
        .description(
            "requests of routes to the engine and their duration (exec/start: of the program,"
                + " image/pull: of the pull), by operation and whether they ended without a fault")
        .register(meters)
        .record(duration);
  }

  /** Adds bytes that a program has written. */
  public void recordOutput(int bytes) {
    outputBytes.increment(bytes);
  }
}
