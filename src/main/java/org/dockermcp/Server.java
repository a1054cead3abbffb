package org.dockermcp;

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
import org.dockermcp.engine.Engine;
import org.dockermcp.engine.EngineComponent;
import org.dockermcp.lease.Servers;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.monitor.Watched;
import org.dockermcp.reload.LiveRoutes;
import org.dockermcp.reload.ReloadListener;
import org.dockermcp.sandbox.ChosenRuntime;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The tools, ready to be called: the routes, the beans that they name, and the engine. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /**
   * Within which what ends with this server is removed; what is left then, other servers remove.
   */
  private static final int LEAVING_SECONDS = 3;

  private final Engine engine;
  private final Servers servers = new Servers(Servers.folder(Home.owner()));
  private final FutureTask<Void> leaving = new FutureTask<>(this::removeOwn, null);
  private final Beans beans;
  private final LiveRoutes routes;
  private volatile boolean begun;

  /**
   * Loads the tools and starts their routes; does not speak to the engine.
   *
   * @param folder of the tools
   * @throws org.dockermcp.route.RouteFolderException with everything that is wrong with its files
   */
  Server(Settings settings, Path folder, Map<String, String> environment) throws Exception {
    this(settings, folder, environment, EngineComponent::new, List.of());
  }

  /**
   * The same with another component for the {@code docker:} endpoints.
   *
   * @param docker makes the component for an engine
   * @param listeners are told of the routes' changes from the first generation on
   */
  Server(
      Settings settings,
      Path folder,
      Map<String, String> environment,
      Function<Engine, Component> docker,
      List<ReloadListener> listeners)
      throws Exception {
    engine = new Engine(environment);
    beans = new Beans(settings, engine, servers);
    routes =
        new LiveRoutes(
            new LiveRoutes.Source(
                folder,
                settings.routeSchemes(),
                () -> withComponent(docker.apply(engine)),
                List.of(new EngineFaults())),
            listeners);
  }

  private Map<String, Object> withComponent(Component docker) {
    Map<String, Object> all = new HashMap<>(beans.byName());
    all.put("docker", docker);
    return all;
  }

  /**
   * Makes this server known to the installation's others, begins to remove what nobody will use
   * again, and follows the folder of the tools.
   */
  void begin() throws Exception {
    begun = true;
    servers.enter();
    routes.begin();
  }

  /**
   * Removes what ends with this server, after {@link #begin}; returns when that is done or takes
   * too long. May be called more than once, from any thread.
   */
  void leave() {
    if (!begun) {
      return;
    }
    Thread thread = new Thread(leaving, "leaving");
    thread.setDaemon(true);
    thread.start();
    try {
      leaving.get(LEAVING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Level level = EngineFaults.isConnection(e) ? Level.DEBUG : Level.WARN;
      LOG.atLevel(level).log("what ends with this server could not all be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeOwn() {
    routes.send("leave", "", Object.class);
  }

  /** What of it can be watched. */
  Watched watched(McpTools tools) {
    return beans.watched(tools);
  }

  /** The tools and their routes. */
  LiveRoutes routes() {
    return routes;
  }

  /** What of the settings the engine cannot do, a sentence each; empty where none answers. */
  List<String> problems(Settings settings) {
    return new ChosenRuntime(settings, engine).problem().stream().toList();
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
