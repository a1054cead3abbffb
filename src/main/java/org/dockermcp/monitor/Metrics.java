package org.dockermcp.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.docker.EngineUse;
import org.dockermcp.tool.CallCounts;

/**
 * The readings, calls and requests as Prometheus takes them; one registry for the process, so that
 * no reload resets anything. Safe for use by many threads.
 */
final class Metrics {
  /** The metrics that are times: how many, and how many seconds together. */
  static final String CALLS = "docker_mcp_calls_seconds";

  static final String CALLS_MEANING =
      "calls that have ended, and their times with the wait for a place, by tool and code:"
          + " OK, or why it failed; what was no tool has the tool (none)";
  static final String REQUESTS = "docker_mcp_engine_requests_seconds";
  static final String REQUESTS_MEANING =
      "requests to the engine that routes made, and their times, by operation (an exec/start"
          + " takes as long as its program, an imagepull as long as the pull) and whether it"
          + " was answered without a fault";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallCounts calls;
  private final EngineUse use;

  Metrics(List<Reading> readings, CallCounts calls, EngineUse use) {
    this.calls = calls;
    this.use = use;
    readings.forEach(this::register);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
  }

  private void register(Reading reading) {
    List<Tag> labels =
        reading.labels().entrySet().stream()
            .map(label -> Tag.of(label.getKey(), label.getValue()))
            .toList();
    if (reading.grows()) {
      FunctionCounter.builder(reading.metric(), reading.value(), value -> value.getAsDouble())
          .tags(labels)
          .description(reading.meaning())
          .register(registry);
    } else {
      Gauge.builder(reading.metric(), () -> reading.value().getAsDouble())
          .tags(labels)
          .description(reading.meaning())
          .register(registry);
    }
  }

  /** All of it in Prometheus's text format. */
  String scrape() {
    calls.tallies().forEach(this::register);
    use.tallies().forEach(this::register);
    return registry.scrape();
  }

  private void register(CallCounts.Kind kind, CallCounts.Tally tally) {
    FunctionTimer.builder(
            CALLS, tally, CallCounts.Tally::count, CallCounts.Tally::nanos, TimeUnit.NANOSECONDS)
        .tags("tool", kind.tool(), "code", kind.code())
        .description(CALLS_MEANING)
        .register(registry);
  }

  private void register(EngineUse.Kind kind, EngineUse.Tally tally) {
    FunctionTimer.builder(
            REQUESTS, tally, EngineUse.Tally::count, EngineUse.Tally::nanos, TimeUnit.NANOSECONDS)
        .tags("operation", kind.operation(), "answered", Boolean.toString(kind.answered()))
        .description(REQUESTS_MEANING)
        .register(registry);
  }
}
