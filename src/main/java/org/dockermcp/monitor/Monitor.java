package org.dockermcp.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.dockermcp.routes.live.LiveRoutes;
import org.dockermcp.routes.live.ReloadListener;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.Settings.CamelCli;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows operators a running server, whichever generation of its routes is the live one. */
public final class Monitor implements ReloadListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  private final Settings settings;
  private final Runnable stop;
  private final MeterRegistry meters;
  private final CliConnection cli;
  private final ServerMBeans mbeans = new ServerMBeans();
  private volatile @Nullable CamelContext live;

  /** How many generations have been live. */
  private int generations;

  private @Nullable EngineHealthCheck engineCheck;
  private @Nullable MonitorPort port;

  /**
   * @param mainClass the name of the class that the process was started with
   * @param stop ends the server when its routes are stopped from outside; called on any thread
   */
  public Monitor(Settings settings, String mainClass, Runnable stop) {
    this.settings = settings;
    this.stop = stop;
    meters = settings.monitorPort().isPresent() ? scraped() : new SimpleMeterRegistry();
    cli = new CliConnection(settings.camelCli() == CamelCli.ON, mainClass);
  }

  private static MeterRegistry scraped() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.config().meterFilter(new HistogramBuckets());
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    return meters;
  }

  /** What the server's parts record their metrics with; the same for as long as it runs. */
  public MeterRegistry meters() {
    return meters;
  }

  @Override
  public synchronized void prepare(CamelContext camel) {
    CamelManagement.enable(camel, generations + 1);
    camel
        .getManagementStrategy()
        .addEventNotifier(new StopListener(stopping -> stopping == live, stop));
    cli.prepare(camel);
  }

  @Override
  public synchronized void promoted(CamelContext camel) {
    generations++;
    if (engineCheck != null) {
      connect(camel, engineCheck);
    }
    live = camel;
  }

  private void connect(CamelContext camel, EngineHealthCheck engine) {
    addChecks(camel, engine);
    cli.connect(camel);
  }

  /** Has Camel check its routes as a whole, and the engine: a single tool may be taken away. */
  static void addChecks(CamelContext camel, EngineHealthCheck engine) {
    HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
    checks.setExposureLevel("full");
    checks.register(checks.resolveById("context"));
    checks.register(engine);
  }

  @Override
  public synchronized void retired(CamelContext camel) {
    if (camel == live) {
      live = null;
      cli.disconnect();
    }
  }

  /**
   * Begins to show the server as a whole. A port that is taken is logged, and the server goes on:
   * another server of the same settings may have it.
   */
  public synchronized void begin(MonitoredServer server, LiveRoutes routes) {
    EngineHealthCheck engine = new EngineHealthCheck(server.engine()::ping);
    engineCheck = engine;
    new ServerMetrics(server).bindTo(meters);
    mbeans.register(meters, routes);
    CamelContext current = live;
    if (current != null) {
      connect(current, engine);
    }
    if (meters instanceof PrometheusMeterRegistry scraped) {
      settings.monitorPort().ifPresent(number -> open(number, scraped));
    }
  }

  private void open(int number, PrometheusMeterRegistry scraped) {
    try {
      port =
          new MonitorPort(
              number, new MonitorPages(() -> Optional.ofNullable(live), scraped::scrape));
    } catch (IOException e) {
      LOG.warn("DOCKER_MCP_MONITOR_PORT={} cannot be listened on: {}", number, e.getMessage());
    }
  }

  /** Stops showing anything, and removes files and MBeans. May be called more than once. */
  @Override
  public synchronized void close() {
    live = null;
    cli.disconnect();
    if (port != null) {
      port.close();
    }
    mbeans.close();
  }
}
