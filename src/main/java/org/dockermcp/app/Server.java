package org.dockermcp.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.camel.Component;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineComponent;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.monitor.MonitoredServer;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.routes.live.LiveRoutes;
import org.dockermcp.routes.live.ReloadListener;
import org.dockermcp.sandbox.ChosenRuntime;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.sandbox.reap.ReapScope;
import org.dockermcp.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The tools, ready to be called: the routes, the beans that they name, and the engine. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /**
   * Within which what ends with this server is removed; what is left then, other servers remove.
   */
  private static final int LEAVING_SECONDS = 3;

  private final Engine engine;
  private final ServerRegistry servers =
      new ServerRegistry(ServerRegistry.folder(Installation.owner()));
  private final FutureTask<Void> leaving = new FutureTask<>(this::removeOwn, null);
  private final LateRoutes late = new LateRoutes();
  private final Wiring beans;
  private final LiveRoutes routes;
  private volatile boolean begun;

  /**
   * Loads the tools and starts their routes; does not speak to the engine.
   *
   * @param folder of the tools
   * @throws org.dockermcp.routes.check.RouteFolderException with everything that is wrong with its
   *     files
   */
  public Server(Settings settings, Path folder, Map<String, String> environment) throws Exception {
    this(settings, folder, environment, EngineComponent::new, List.of());
  }

  /**
   * The same with another component for the {@code docker:} endpoints.
   *
   * @param docker makes the component for an engine
   * @param listeners are told of the routes' changes from the first generation on
   */
  public Server(
      Settings settings,
      Path folder,
      Map<String, String> environment,
      Function<Engine, Component> docker,
      List<ReloadListener> listeners)
      throws Exception {
    this(
        settings,
        folder,
        environment,
        new Adapter(settings.engine().folder(), found -> Map.of("docker", docker.apply(found))),
        listeners,
        new CompositeMeterRegistry());
  }

  /**
   * What asks an engine.
   *
   * @param folder of its routes, in the library
   * @param beans makes what these name, components too, for one generation of the routes
   */
  public record Adapter(String folder, Function<Engine, Map<String, Object>> beans) {

    /** The one of Docker, by camel-docker's endpoints. */
    public static Adapter docker(Settings settings) {
      return new Adapter(
          settings.engine().folder(), found -> Map.of("docker", new EngineComponent(found)));
    }
  }

  /**
   * The same with another engine.
   *
   * @param listeners are told of the routes' changes from the first generation on
   * @param meters what requests to the engine are recorded with
   */
  public Server(
      Settings settings,
      Path folder,
      Map<String, String> environment,
      Adapter adapter,
      List<ReloadListener> listeners,
      MeterRegistry meters)
      throws Exception {
    engine = new Engine(environment, meters);
    beans = new Wiring(settings, engine, late, servers);
    routes =
        new LiveRoutes(
            new LiveRoutes.Source(
                folder,
                adapter.folder(),
                settings.routeSchemes(),
                managers -> with(managers, adapter.beans().apply(engine)),
                List.of(new EngineFaults()),
                settings.camel()),
            listeners);
    late.use(routes);
  }

  private Map<String, Object> with(PackageManagers managers, Map<String, Object> engines) {
    Map<String, Object> all = new HashMap<>(beans.byName(managers));
    all.putAll(engines);
    return all;
  }

  /**
   * Makes this server known to the installation's others, begins to remove what nobody will use
   * again, and follows the folder of the tools.
   */
  public void begin() throws Exception {
    begun = true;
    servers.enter();
    routes.begin();
  }

  /**
   * Removes what ends with this server, after {@link #begin}; returns when that is done or takes
   * too long. May be called more than once, from any thread.
   */
  public void leave() {
    if (!begun) {
      return;
    }
    Thread thread = new Thread(leaving, "leaving");
    thread.setDaemon(true);
    thread.start();
    try {
      leaving.get(LEAVING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Level level = EngineFault.isConnection(e) ? Level.DEBUG : Level.WARN;
      LOG.atLevel(level).log("not all containers of this server could be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeOwn() {
    routes.send("reap", ReapScope.THIS_SERVER, Object.class);
  }

  /** The routes by which the engine is asked. */
  public EngineRoutes engineRoutes() {
    return late;
  }

  /** What metrics and health are read from. */
  public MonitoredServer monitored(McpTools tools) {
    return beans.monitored(tools);
  }

  /** The tools and their routes. */
  public LiveRoutes routes() {
    return routes;
  }

  /** What of the settings the engine cannot do, a sentence each; empty where none answers. */
  public List<String> problems(Settings settings) {
    return new ChosenRuntime(settings, new EngineFacts(late)).problem().stream().toList();
  }

  @Override
  public void close() {
    beans.end();
    leave();
    servers.close();
    routes.close();
    beans.close();
    engine.close();
  }
}
