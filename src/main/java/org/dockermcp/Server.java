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
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.dockermcp.command.Commands;
import org.dockermcp.command.DiskWatch;
import org.dockermcp.command.Endings;
import org.dockermcp.command.Lifelines;
import org.dockermcp.command.Outcomes;
import org.dockermcp.command.OutputReading;
import org.dockermcp.command.ServerMark;
import org.dockermcp.command.Spool;
import org.dockermcp.command.Stragglers;
import org.dockermcp.engine.Engine;
import org.dockermcp.engine.EngineComponent;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.lease.Leases;
import org.dockermcp.lease.Servers;
import org.dockermcp.packages.PackageDetection;
import org.dockermcp.packages.PackageInstallation;
import org.dockermcp.process.Processes;
import org.dockermcp.route.RouteFile;
import org.dockermcp.route.RouteFolder;
import org.dockermcp.sandbox.CaBundle;
import org.dockermcp.sandbox.ChosenRuntime;
import org.dockermcp.sandbox.Cleanup;
import org.dockermcp.sandbox.ContainerListing;
import org.dockermcp.sandbox.DiskFloor;
import org.dockermcp.sandbox.DiskQuota;
import org.dockermcp.sandbox.EngineCheck;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.ImagePolicy;
import org.dockermcp.sandbox.Images;
import org.dockermcp.sandbox.KeyedLocks;
import org.dockermcp.sandbox.KnownSandboxes;
import org.dockermcp.sandbox.MemoryShare;
import org.dockermcp.sandbox.NetworkLending;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Reaper;
import org.dockermcp.sandbox.SandboxActivity;
import org.dockermcp.sandbox.SandboxBridge;
import org.dockermcp.sandbox.SandboxCreation;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.Sandboxes;
import org.dockermcp.sandbox.WorkspaceOpening;
import org.dockermcp.sandbox.Workspaces;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.FrontDoor;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolCatalogue;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The tools, ready to be called: Camel with the routes and the beans that the routes name. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int SHUTDOWN_SECONDS = 5;

  /**
   * Within which what ends with this server is removed; what is left then, other servers remove.
   */
  private static final int LEAVING_SECONDS = 3;

  /** The route that is started only where the server serves. */
  private static final String REAPER = "reaper";

  private static final String FRONT_DOOR = "frontDoor";

  private final Engine engine;
  private final ToolCatalogue catalogue;
  private final Spool spool;
  private final Processes processes;
  private final DiskWatch diskWatch;
  private final Servers servers = new Servers(Servers.folder(Home.owner()));
  private final Ownership ownership = new Ownership(Home.owner(), servers.id());
  private final FutureTask<Void> leaving = new FutureTask<>(this::removeOwn, null);
  private final Main camel = new Main();
  private final ToolRoutes routes;
  private volatile boolean begun;

  /**
   * Loads the tools and starts their routes; does not speak to the engine.
   *
   * @param folder of the tools
   * @throws org.dockermcp.route.RouteFolderException with everything that is wrong with its files
   * @throws Exception naming the route that does not start
   */
  Server(Settings settings, Path folder, Map<String, String> environment) throws Exception {
    this(settings, folder, environment, EngineComponent::new);
  }

  /**
   * The same with another component for the {@code docker:} endpoints.
   *
   * @param docker makes the component for an engine
   */
  Server(
      Settings settings,
      Path folder,
      Map<String, String> environment,
      Function<Engine, Component> docker)
      throws Exception {
    engine = new Engine(environment);
    spool = new Spool(settings.spoolLimit(), settings.maxSpoolBytes());
    EngineFacts facts = new EngineFacts(engine);
    EngineDisk disk = new EngineDisk(engine, facts);
    DiskFloor floor = new DiskFloor(settings, disk);
    EngineResources resources = new EngineResources(engine);
    diskWatch = new DiskWatch(settings, disk, resources, floor);
    camel.bind("diskWatch", diskWatch);
    camel.bind("diskFloor", floor);
    camel.bind("diskQuota", new DiskQuota(settings, disk));
    camel.bind("memoryShare", new MemoryShare(settings, ownership, facts));
    processes = bindBeans(settings, resources, floor);
    RouteFolder files = RouteFolder.read(folder, settings.routeSchemes(), beans()).sound();
    catalogue = new ToolCatalogue(files.tools());
    camel.bind(FRONT_DOOR, new FrontDoor(catalogue, List.of(new EngineFaults())));
    camel.bind("docker", docker.apply(engine));
    configure(files.routes());
    // Camel's own would wait 20 s at SIGTERM for somebody to stop it; Main ends what is to end.
    camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
    camel.start();
    routes = new ToolRoutes(camel.getCamelTemplate());
  }

  /** Binds what the routes name. */
  private Processes bindBeans(Settings settings, EngineResources resources, DiskFloor floor) {
    Leases leases = new Leases(servers, settings.idleTtl());
    Workspaces workspaces = new Workspaces(resources, ownership);
    SandboxProfile profile = new SandboxProfile(settings);
    SandboxBridge bridge = new SandboxBridge(resources, ownership);
    camel.bind("bridge", bridge);
    KnownSandboxes known = new KnownSandboxes();
    DirectComponent direct = new DirectComponent();
    // A call of a route that is not there fails at once, where Camel would wait 30 s for it to
    // come.
    direct.setBlock(false);
    camel.bind("direct", direct);
    camel.bind("known", known);
    camel.bind("sandboxes", new Sandboxes(ownership, known));
    camel.bind("images", new Images(new ImagePolicy(settings.images())));
    camel.bind("locks", new KeyedLocks());
    camel.bind("activity", new SandboxActivity(leases));
    camel.bind("workspaceOpening", new WorkspaceOpening(profile));
    camel.bind(
        "creation",
        new SandboxCreation(
            settings,
            profile,
            new CaBundle(profile.caBundle(), resources),
            ownership,
            workspaces,
            bridge));
    camel.bind("engineCheck", new EngineCheck(engine, ownership, settings, floor));
    camel.bind("listing", new ContainerListing(ownership, leases, settings));
    camel.bind("cleanup", new Cleanup(ownership, resources, workspaces, known));
    ServerMark mark = ServerMark.random();
    camel.bind("lifelines", new Lifelines(resources, mark));
    Commands commands = new Commands(settings, mark, spool);
    camel.bind("commands", commands);
    Stragglers stragglers = new Stragglers();
    camel.bind("stragglers", stragglers);
    camel.bind("outcomes", new Outcomes(resources, stragglers));
    Processes background = new Processes(settings, commands);
    camel.bind("processes", background);
    camel.bind("processThreads", background.threads());
    camel.bind("outputReading", new OutputReading(spool, settings));
    camel.bind("endings", new Endings());
    NetworkLending lending = new NetworkLending(settings, profile, resources, ownership);
    camel.bind("lending", lending);
    camel.bind(REAPER, new Reaper(ownership, resources, lending, servers, leases));
    camel.bind("detection", new PackageDetection(commands));
    camel.bind("installation", new PackageInstallation(commands));
    return background;
  }

  /** The classes of what the routes may name. */
  Map<String, Class<?>> beans() {
    Map<String, Class<?>> beans = new HashMap<>();
    camel.lookupByType(Object.class).forEach((name, bean) -> beans.put(name, bean.getClass()));
    // It needs the tools, which are not known before the routes are.
    beans.put(FRONT_DOOR, FrontDoor.class);
    return beans;
  }

  private void configure(List<RouteFile> files) {
    camel
        .configure()
        .withAutoConfigurationEnvironmentVariablesEnabled(false)
        .withAutoConfigurationSystemPropertiesEnabled(false)
        // Else Camel would look for routes in the class path.
        .withRoutesIncludePattern("false")
        .withShutdownTimeout(SHUTDOWN_SECONDS)
        .withJmxEnabled(false);
    // Else Camel would read an application.properties of the folder the client was started in.
    camel.setPropertyPlaceholderLocations("false");
    camel.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport main) {
            load(main.getCamelContext(), files);
            // Failures go through to lib/call, which alone maps them, and are not logged on the
            // way.
            main.getCamelContext()
                .getCamelContextExtension()
                .setErrorHandlerFactory(new NoErrorHandlerDefinition());
          }
        });
  }

  /**
   * Makes this server known to the installation's others, and begins to remove what nobody will use
   * again.
   */
  void begin() throws Exception {
    begun = true;
    servers.enter();
    camel.getCamelContext().getRouteController().startRoute(REAPER);
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
    camel.getCamelContext().createProducerTemplate().requestBody("direct:leave", "");
  }

  /** Loads the texts that were looked at, and not the files, which may be others by now. */
  private static void load(CamelContext camel, List<RouteFile> files) {
    List<Resource> resources =
        files.stream()
            .map(file -> ResourceHelper.fromString("file:" + file.path(), file.text()))
            .toList();
    try {
      PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
    } catch (Exception e) {
      throw new IllegalStateException("the routes cannot be loaded", e);
    }
  }

  /** The tools on offer. */
  ToolCatalogue catalogue() {
    return catalogue;
  }

  /** What of the settings the engine cannot do, a sentence each; empty where none answers. */
  List<String> problems(Settings settings) {
    return new ChosenRuntime(settings, engine).problem().stream().toList();
  }

  /** The engine, perhaps not found yet. */
  Engine engine() {
    return engine;
  }

  /** Camel, started. */
  CamelContext camel() {
    return camel.getCamelContext();
  }

  /** The ids of the routes that are started. */
  List<String> routeIds() {
    return camel.getCamelContext().getRoutes().stream().map(Route::getId).sorted().toList();
  }

  /** Runs a call to its end on this thread. */
  ToolReply call(ToolCall call) {
    return routes.call(call);
  }

  @Override
  public void close() {
    processes.close();
    diskWatch.close();
    leave();
    servers.close();
    camel.stop();
    spool.close();
    engine.close();
  }
}
