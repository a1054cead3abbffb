package org.dockermcp.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.Supplier;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.kill.Termination.Step;
import org.dockermcp.sandbox.reap.ReapReason;
import org.dockermcp.sandbox.reap.Reaper;

/** The metrics that are read from the parts of a server; reading them never asks the engine. */
final class ServerMetrics implements MeterBinder {
  /** Begins the names of all metrics of ours. */
  static final String PREFIX = "docker.mcp.";

  private static final double MILLIS = 1000;

  private final MonitoredServer server;

  ServerMetrics(MonitoredServer server) {
    this.server = server;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    bindSandboxes(meters, server.reaper());
    bindQueue(meters);
    bindReaper(meters, server.reaper());
    gauge(
        meters,
        "spool.bytes",
        "bytes of command output that are kept on disk for later reading",
        server.spool()::size);
    gauge(
        meters,
        "spool.limit.bytes",
        "maximum of docker_mcp_spool_bytes",
        server.settings()::spoolLimit);
    for (Step step : Step.values()) {
      FunctionCounter.builder(
              PREFIX + "terminations",
              server.terminator(),
              (CommandTerminator it) -> it.ended(step))
          .tag("step", label(step))
          .description("commands that were terminated, by the step that ended them")
          .register(meters);
    }
  }

  private static void bindSandboxes(MeterRegistry meters, Reaper reaper) {
    gauge(
        meters,
        "sandboxes",
        "sandboxes of this installation when the reaper last listed them",
        () -> reaper.inventory().all());
    gauge(
        meters,
        "sandboxes.running",
        "those that are running or paused",
        () -> reaper.inventory().running());
    gauge(
        meters,
        "sandboxes.of.this.server",
        "those that this process created",
        () -> reaper.inventory().ofThisServer());
    gauge(
        meters,
        "sandboxes.memory.bytes",
        "sum of the memory limits of the running ones, in bytes",
        () -> reaper.inventory().memoryBytes());
    gauge(
        meters,
        "sessions",
        "sessions that have at least one sandbox",
        () -> reaper.inventory().sessions());
  }

  private void bindQueue(MeterRegistry meters) {
    gauge(meters, "calls.running", "running calls", () -> server.running().getAsInt());
    gauge(meters, "calls.queued", "queued calls", () -> server.queued().getAsInt());
    gauge(
        meters,
        "calls.slots",
        "calls that may run at once; read-only calls have as many again",
        server.settings()::maxCalls);
    gauge(
        meters,
        "calls.queue.limit",
        "calls that may be queued; read-only calls have as many again",
        server.settings()::maxQueue);
  }

  private static void bindReaper(MeterRegistry meters, Reaper reaper) {
    gauge(
        meters,
        "reaper.last.run.seconds",
        "when the reaper last listed the sandboxes, in seconds since 1970; 0: never",
        () -> reaper.inventory().at().toEpochMilli() / MILLIS);
    FunctionCounter.builder(PREFIX + "reaper.failures", reaper, Reaper::failures)
        .description("failed runs of the reaper")
        .register(meters);
    for (ReapReason reason : ReapReason.values()) {
      FunctionCounter.builder(PREFIX + "reaper.removed", reaper, (Reaper it) -> it.removed(reason))
          .tag("reason", label(reason))
          .description("sandboxes that the reaper removed, by reason")
          .register(meters);
    }
  }

  private static void gauge(
      MeterRegistry meters, String name, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).register(meters);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
