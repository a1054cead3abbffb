package org.dockermcp.routes.live;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.dockermcp.dispatch.FailureMapping;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.routes.check.RouteFile;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.routes.check.RouteProblem;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that calls take now; see the package. Safe for use by many threads. */
public final class LiveRoutes implements Tools, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  /** Earlier states of the folder in which something may still be at work, such as a process. */
  private static final int MOST_RETIRED = 20;

  private static final long LOOK_SECONDS = 1;

  private final Source source;
  private final List<ReloadListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Generation> retired = new ArrayList<>();
  private final ScheduledExecutorService threads =
      Executors.newSingleThreadScheduledExecutor(LiveRoutes::thread);
  private final ReloadAnnouncer announcer = new ReloadAnnouncer(this::tell);
  private final Map<String, Class<?>> classes;
  private volatile Generation live;
  private volatile ReloadReport report;
  private int number = 1;
  private boolean begun;
  private @Nullable FolderWatch watch;
  private @Nullable Future<?> looking;

  /**
   * Where generations come from.
   *
   * @param folder of the tools
   * @param engine whose folder of the library is read
   * @param schemes that endpoints may have beside the usual ones
   * @param beans gives what the routes of one generation may name, by name, for the package
   *     managers of its folder; its components are not shared with another's, their names and
   *     classes are the same
   * @param mappings tell what faults mean
   * @param camel Camel's own settings, by key
   */
  public record Source(
      Path folder,
      String engine,
      Collection<String> schemes,
      Function<PackageManagers, Map<String, Object>> beans,
      List<FailureMapping> mappings,
      Map<String, String> camel) {

    /** Of the engine that is read unless another is named. */
    public Source(
        Path folder,
        Collection<String> schemes,
        Function<PackageManagers, Map<String, Object>> beans,
        List<FailureMapping> mappings,
        Map<String, String> camel) {
      this(folder, RouteFile.ENGINE, schemes, beans, mappings, camel);
    }
  }

  /**
   * Starts the folder's routes but those that begin by themselves.
   *
   * @throws RouteFolderException with everything that is wrong with the folder
   * @throws SettingsException with every setting of Camel's that it does not take
   */
  public LiveRoutes(Source source, List<ReloadListener> listeners)
      throws RouteFolderException, SettingsException {
    CamelMain.check(source.camel());
    this.source = source;
    this.listeners.addAll(listeners);
    // Its routes are checked against the classes before beans are made for its package managers.
    classes = Generation.classes(source.beans().apply(PackageManagers.NONE));
    RouteFolder folder =
        RouteFolder.read(source.folder(), source.engine(), source.schemes(), classes).sound();
    live = generation(folder, Set.of());
    report = new ReloadReport(Instant.now(), number, List.of(), List.of());
    tell(listener -> listener.promoted(live.camel()));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "reload");
    thread.setDaemon(true);
    return thread;
  }

  private Generation generation(RouteFolder folder, Collection<String> stopped)
      throws RouteFolderException {
    return new Generation(
        folder,
        source.beans().apply(folder.packageManagers()),
        source.mappings(),
        source.camel(),
        stopped,
        camel -> tell(listener -> listener.prepare(camel)),
        announcer::toolsChanged);
  }

  /** Adds one to be told from now on. */
  public void listen(ReloadListener listener) {
    listeners.add(listener);
  }

  /** Starts the routes that begin by themselves, and follows the folder from now on. */
  public synchronized void begin() {
    begun = true;
    live.begin();
    watch = new FolderWatch(source.folder(), source.engine(), this::reload);
    looking =
        threads.scheduleWithFixedDelay(
            this::lookForIdle, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    // What was saved between the first reading and now.
    reload();
  }

  /** Looks at the folder now, and takes it if it is sound; nothing changes if it is not. */
  public synchronized ReloadReport reload() {
    Instant at = Instant.now();
    RouteFolder read = live.folder().again(source.schemes(), classes);
    List<String> changed = read.changedSince(live.folder());
    List<RouteProblem> problems = read.problems();
    if (problems.isEmpty() && !changed.isEmpty()) {
      problems = swap(read);
    }
    ReloadReport last = report;
    report = new ReloadReport(at, number, changed, problems);
    if (!changed.isEmpty() || !last.problems().equals(problems)) {
      log(report);
      announcer.reported(report);
    }
    return report;
  }

  private static void log(ReloadReport report) {
    if (report.sound()) {
      LOG.info("{}", report.text());
    } else {
      LOG.error("{}", report.text());
    }
  }

  /** Makes the folder's state the live one; gives what is wrong with it, if anything is. */
  private List<RouteProblem> swap(RouteFolder folder) {
    if (retired.size() >= MOST_RETIRED) {
      return List.of(
          new RouteProblem(
              source.folder(),
              0,
              "%d previous versions of the routes still have running work; stop it or wait"
                  .formatted(retired.size())));
    }
    Generation before = live;
    Generation after;
    try {
      after = generation(folder, before.stopped());
    } catch (RouteFolderException e) {
      return e.problems();
    }
    live = after;
    number++;
    tell(listener -> listener.promoted(after.camel()));
    tell(listener -> listener.retired(before.camel()));
    if (!after.offered().specs().equals(before.offered().specs())) {
      announcer.toolsChanged();
    }
    before.leave();
    retired.add(before);
    if (begun) {
      threads.execute(
          () -> {
            before.end();
            after.begin();
          });
    }
    return List.of();
  }

  private void lookForIdle() {
    try {
      stopIdle();
    } catch (RuntimeException e) {
      // Thrown, it would be the last look.
      LOG.error("a previous version of the routes could not be stopped", e);
    }
  }

  /**
   * One that was idle at the last look too: what is begun in the background is not seen at once.
   */
  private synchronized void stopIdle() {
    boolean full = retired.size() >= MOST_RETIRED;
    for (Generation generation : List.copyOf(retired)) {
      if (generation.isIdleAgain()) {
        retired.remove(generation);
        generation.stop();
      }
    }
    if (full && retired.size() < MOST_RETIRED) {
      // An edit may have been refused for want of room alone.
      reload();
    }
  }

  private void tell(Consumer<ReloadListener> what) {
    for (ReloadListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed", e);
      }
    }
  }

  @Override
  public String instructions() {
    return live.folder().instructions();
  }

  @Override
  public ToolCatalogue offered() {
    return live.offered();
  }

  @Override
  public ToolReply call(ToolCall call) {
    Generation taken = enter();
    try {
      return taken.routes().call(call);
    } finally {
      taken.leave();
    }
  }

  /**
   * Sends a body through a route, on this thread, and gives what the route ends with.
   *
   * @throws RuntimeException what the route failed with
   */
  public <T> T send(String route, Object body, Class<T> type) {
    Generation taken = enter();
    try {
      return taken.routes().send(route, body, type);
    } finally {
      taken.leave();
    }
  }

  /** The live generation, which may be another by the time that it is entered. */
  private Generation enter() {
    Generation taken = live;
    while (!taken.enter()) {
      taken = live;
    }
    return taken;
  }

  /** Camel with the routes that calls take now. */
  public CamelContext camel() {
    return live.camel();
  }

  /** The classes of the beans that routes may name, by their names. */
  public Map<String, Class<?>> beans() {
    return classes;
  }

  /** The ids of the routes that are started, sorted. */
  public List<String> started() {
    return live.started();
  }

  /** What became of the last look at the folder. */
  public ReloadReport report() {
    return report;
  }

  /** Earlier states of the folder in which something is still at work. */
  public synchronized int retiring() {
    return retired.size();
  }

  /** Follows the folder no more, and stops all routes. */
  @Override
  public void close() {
    FolderWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    synchronized (this) {
      if (looking != null) {
        looking.cancel(false);
      }
      threads.shutdown();
      retired.forEach(Generation::stop);
      tell(listener -> listener.retired(live.camel()));
      live.stop();
    }
    announcer.close();
  }
}
