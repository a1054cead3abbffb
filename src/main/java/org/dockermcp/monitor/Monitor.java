package org.dockermcp.monitor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.dockermcp.routes.live.LiveRoutes;
import org.dockermcp.routes.live.ReloadListener;
import org.dockermcp.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows operators a server at work, whichever generation of its routes is the live one. */
public final class Monitor implements ReloadListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  private final Settings settings;
  private final CamelBeans camelBeans = new CamelBeans();
  private final CliConnection cli;
  private volatile @Nullable CamelContext live;
  private @Nullable OwnBeans ownBeans;
  private @Nullable EngineHealth health;
  private @Nullable MonitorPort port;

  /**
   * @param stop ends the server, as {@code camel stop} asks; called on any thread
   */
  public Monitor(Settings settings, Runnable stop) {
    this(settings, Path.of(System.getProperty("user.home", ".")), stop);
  }

  Monitor(Settings settings, Path home, Runnable stop) {
    this.settings = settings;
    cli = new CliConnection(settings.camelCli(), home, stop);
  }

  @Override
  public void prepare(CamelContext camel) {
    camelBeans.prepare(camel);
    cli.prepare(camel);
    new Consoles(camel).silence();
  }

  @Override
  public synchronized void promoted(CamelContext camel) {
    live = camel;
    camelBeans.promoted(camel);
    if (ownBeans != null) {
      cli.promoted(camel);
    }
  }

  @Override
  public synchronized void retired(CamelContext camel) {
    camelBeans.retired(camel);
    cli.retired(camel);
  }

  /**
   * Begins to show the server as a whole. A port that is taken is logged, and the server goes on:
   * another server of the same settings may have it.
   */
  public synchronized void begin(Watched server, LiveRoutes routes) {
    List<Reading> readings = Readings.of(server);
    ownBeans = new OwnBeans(readings, routes);
    CamelContext current = live;
    if (current != null) {
      cli.promoted(current);
    }
    settings.monitorPort().ifPresent(number -> open(number, server, readings));
  }

  private void open(int number, Watched server, List<Reading> readings) {
    EngineHealth engine = new EngineHealth(server.engine());
    health = engine;
    try {
      port =
          new MonitorPort(
              number,
              new Pages(
                  () -> Optional.ofNullable(live),
                  engine,
                  new Metrics(readings, server.calls(), server.engine().use())));
    } catch (IOException e) {
      LOG.warn("DOCKER_MCP_MONITOR_PORT={} cannot be listened on: {}", number, e.getMessage());
    }
  }

  /** Shows nothing any more, and removes what was left in files. May be called more than once. */
  @Override
  public synchronized void close() {
    CamelContext current = live;
    if (current != null) {
      retired(current);
    }
    if (port != null) {
      port.close();
    }
    if (health != null) {
      health.close();
    }
    if (ownBeans != null) {
      ownBeans.close();
    }
  }
}
