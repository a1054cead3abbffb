package org.dockermcp.routes.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteEvent;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.dockermcp.dispatch.FailureMapping;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.dispatch.ToolRoutes;
import org.dockermcp.routes.check.RouteFile;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.routes.check.RouteProblem;
import org.dockermcp.routes.step.RouteVariables;
import org.dockermcp.tool.ToolSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sound state of the folder at work: a Camel context with its routes, and the tools they make.
 *
 * <p>Safe for use by many threads.
 */
final class Generation {
  private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
  private static final String NAME = "docker-mcp";
  private static final String DISPATCHER = "dispatcher";
  private static final int SHUTDOWN_SECONDS = 5;

  /** Where a message waits for a caller, and so does nothing by itself. */
  private static final Set<String> CALLED = Set.of("direct", "seda");

  private final RouteFolder folder;
  private final ToolCatalogue all;
  private final DefaultCamelContext camel = new DefaultCamelContext(false);
  private final CamelMain main;
  private final Set<String> started = ConcurrentHashMap.newKeySet();

  /** Routes that begin by themselves; what stands in the folder about their start is kept. */
  private final List<String> selfStarting = new ArrayList<>();

  /** Routes that are not to start, by what stands in the folder. */
  private final Set<String> notStarting = new HashSet<>();

  /** One for being the live one, and one for each call at work. */
  private final AtomicInteger holders = new AtomicInteger(1);

  private final Runnable toolsChanged;
  private volatile ToolCatalogue offered;
  private final ToolRoutes routes;
  private boolean wasIdle;

  /**
   * Starts every route but those that begin by themselves.
   *
   * @param beans what the routes may name, by name
   * @param settings of Camel, by key
   * @param stopped routes that are not started, because somebody has stopped them before
   * @param prepare is given the context before it is started
   * @param toolsChanged called when a route was started or stopped later on
   * @throws RouteFolderException with what Camel says is wrong; nothing is left running then
   */
  Generation(
      RouteFolder folder,
      Map<String, Object> beans,
      List<FailureMapping> mappings,
      Map<String, String> settings,
      Collection<String> stopped,
      Consumer<CamelContext> prepare,
      Runnable toolsChanged)
      throws RouteFolderException {
    this.folder = folder;
    this.toolsChanged = toolsChanged;
    all = folder.tools();
    offered = new ToolCatalogue(List.of());
    main = new CamelMain(camel, settings);
    List<RouteProblem> problems = new ArrayList<>();
    try {
      configure(beans, mappings);
      prepare.accept(camel);
      load(problems);
      if (problems.isEmpty()) {
        hold(stopped);
        main.start();
      }
    } catch (Exception e) {
      problems.add(new CamelFault(e).problem(folder, camel));
    }
    if (!problems.isEmpty()) {
      stop();
      throw new RouteFolderException(problems);
    }
    routes = new ToolRoutes(camel.createProducerTemplate());
    offered = all.only(started);
  }

  private void configure(Map<String, Object> beans, List<FailureMapping> mappings) {
    SimpleRegistry own = new SimpleRegistry();
    beans.forEach(own::bind);
    List<FailureMapping> withStopped = new ArrayList<>(mappings);
    withStopped.add(new StoppedTool());
    own.bind(DISPATCHER, new ToolDispatcher(this::offered, withStopped));
    DirectComponent direct = new DirectComponent();
    // A call of a route that is not there fails at once, where Camel would wait 30 s for it to
    // come.
    direct.setBlock(false);
    own.bind("direct", direct);
    camel.getCamelContextExtension().setName(NAME);
    camel.getCamelContextExtension().setRegistry(new DefaultRegistry(own));
    main.init();
    camel.addLifecycleStrategy(new RouteVariables());
    // Camel's own would connect every generation, and those that only look, to its command line.
    DefaultCliConnectorFactory none = new DefaultCliConnectorFactory();
    none.setEnabled(false);
    camel.getCamelContextExtension().addContextPlugin(CliConnectorFactory.class, none);
    // Failures go through to lib/call, which alone maps them, and are not logged on the way.
    camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    camel.getManagementStrategy().addEventNotifier(new RouteEvents());
  }

  /** Loads the texts that were looked at, and not the files, which may be others by now. */
  private void load(List<RouteProblem> problems) {
    for (RouteFile file : folder.routes()) {
      Resource resource = ResourceHelper.fromString("file:" + file.path(), file.text());
      try {
        PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
      } catch (Exception e) {
        problems.add(new CamelFault(e).problem(file.path()));
      }
    }
  }

  private void hold(Collection<String> stopped) {
    for (RouteDefinition route : camel.getRouteDefinitions()) {
      String uri = route.getInput().getEndpointUri();
      if ("false".equals(route.getAutoStartup())) {
        notStarting.add(route.getRouteId());
      } else if (!CALLED.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))))) {
        selfStarting.add(route.getRouteId());
        route.autoStartup(false);
      } else if (stopped.contains(route.getRouteId())) {
        route.autoStartup(false);
      }
    }
  }

  /** The classes of all that the routes of a generation may name. */
  static Map<String, Class<?>> classes(Map<String, Object> beans) {
    Map<String, Class<?>> classes = new HashMap<>();
    beans.forEach((name, bean) -> classes.put(name, bean.getClass()));
    classes.put(DISPATCHER, ToolDispatcher.class);
    return classes;
  }

  /** Camel, started. */
  CamelContext camel() {
    return camel;
  }

  /** What it was made of. */
  RouteFolder folder() {
    return folder;
  }

  /** The tools whose routes are started. */
  ToolCatalogue offered() {
    return offered;
  }

  ToolRoutes routes() {
    return routes;
  }

  /** The ids of the routes that are started, sorted. */
  List<String> started() {
    return started.stream().sorted().toList();
  }

  /** The tools' routes that somebody has stopped. */
  Set<String> stopped() {
    Set<String> stopped = new HashSet<>();
    all.specs().stream().map(ToolSpec::name).forEach(stopped::add);
    stopped.removeAll(started);
    stopped.removeAll(notStarting);
    return stopped;
  }

  /** Starts the routes that begin by themselves. */
  void begin() {
    for (String route : selfStarting) {
      try {
        camel.getRouteController().startRoute(route);
      } catch (Exception e) {
        LOG.error("route {} could not be started", route, e);
      }
    }
  }

  /** Keeps it from being stopped until {@link #leave}; false when it is too late for that. */
  boolean enter() {
    return holders.getAndUpdate(holding -> holding == 0 ? 0 : holding + 1) > 0;
  }

  /** Lets go of it, after {@link #enter} once, and once when it is no longer the live one. */
  void leave() {
    holders.decrementAndGet();
  }

  /** Lets nothing begin by itself any more; returns when that which has begun has ended. */
  void end() {
    for (String route : selfStarting) {
      try {
        if (camel.getRouteController().getRouteStatus(route) == ServiceStatus.Started) {
          camel.getRouteController().stopRoute(route, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
      } catch (Exception e) {
        LOG.warn("route {} could not be stopped", route, e);
      }
    }
  }

  /**
   * Whether nothing is at work in it, in the background neither, now and at the last question: what
   * goes on in the background is not counted in the moment that it is handed over.
   */
  boolean isIdleAgain() {
    boolean idle = holders.get() == 0 && camel.getInflightRepository().size() == 0;
    boolean again = idle && wasIdle;
    wasIdle = idle;
    return again;
  }

  /** Stops everything in it, also when it could not be started. */
  void stop() {
    main.stop();
    camel.stop();
  }

  private void offer() {
    synchronized (started) {
      offered = all.only(started);
    }
    toolsChanged.run();
  }

  /** Follows what is started and stopped, by whom ever. */
  private final class RouteEvents extends EventNotifierSupport {
    RouteEvents() {
      setIgnoreExchangeEvents(true);
      setIgnoreExchangeAsyncProcessingStartedEvents(true);
      setIgnoreStepEvents(true);
      setIgnoreServiceEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
      String route = ((RouteEvent) event).getRoute().getRouteId();
      boolean changed =
          event instanceof CamelEvent.RouteStartedEvent
              ? started.add(route)
              : started.remove(route);
      if (changed && camel.isStarted()) {
        offer();
      }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
      return event instanceof CamelEvent.RouteStartedEvent
          || event instanceof CamelEvent.RouteStoppedEvent
          || event instanceof CamelEvent.RouteRemovedEvent;
    }
  }
}
