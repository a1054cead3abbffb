package org.dockermcp.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.util.json.JsonObject;

/** What the monitor's port shows of the live generation; safe for use by many threads. */
final class Pages {
  /** Camel's consoles that show neither what callers sent nor the environment, and do nothing. */
  static final List<String> CONSOLES =
      List.of(
          "blocked",
          "consumer",
          "context",
          "endpoint",
          "gc",
          "inflight",
          "memory",
          "producer",
          "route",
          "route-controller",
          "route-dump",
          "route-structure",
          "service",
          "source",
          "thread",
          "top");

  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private final Supplier<Optional<CamelContext>> live;
  private final EngineHealth engine;
  private final Metrics metrics;

  Pages(Supplier<Optional<CamelContext>> live, EngineHealth engine, Metrics metrics) {
    this.live = live;
    this.engine = engine;
    this.metrics = metrics;
  }

  /**
   * The page of a path.
   *
   * @param json whether a console is to be an object instead of text
   */
  Page page(String path, boolean json) {
    return switch (path) {
      case "/observe/metrics" -> new Page(200, "text/plain; version=0.0.4", metrics.scrape());
      case "/observe/live", "/observe/health/live" -> health(Optional.empty());
      case "/observe/health", "/observe/ready", "/observe/health/ready" ->
          health(Optional.of(engine.problem()));
      case "/observe/dev", "/observe/dev/" -> Page.text(200, String.join("\n", CONSOLES));
      case "/observe", "/observe/" ->
          Page.text(
              200,
              "/observe/dev\n/observe/health\n/observe/live\n/observe/metrics\n/observe/ready");
      default -> console(path, json);
    };
  }

  /**
   * Whether it is well.
   *
   * @param engineProblem of an engine that was asked
   */
  private Page health(Optional<Optional<String>> engineProblem) {
    boolean routes = live.get().filter(CamelContext::isStarted).isPresent();
    boolean well = routes && engineProblem.flatMap(problem -> problem).isEmpty();
    JsonObject checks = new JsonObject();
    checks.put("routes", Map.of("status", routes ? UP : DOWN));
    engineProblem.ifPresent(
        problem -> checks.put("engine", problem.map(Pages::down).orElse(Map.of("status", UP))));
    JsonObject page = new JsonObject();
    page.put("status", well ? UP : DOWN);
    page.put("checks", checks);
    return Page.json(well ? 200 : 503, page.toJson());
  }

  private Page console(String path, boolean json) {
    String id = path.startsWith("/observe/dev/") ? path.substring("/observe/dev/".length()) : "";
    if (!CONSOLES.contains(id)) {
      return Page.text(404, "there is no such page; see /observe/ and /observe/dev");
    }
    Optional<Consoles> consoles = live.get().map(Consoles::new);
    Optional<Page> page =
        json
            ? consoles.flatMap(it -> it.json(id, Map.of())).map(it -> Page.json(200, it.toJson()))
            : consoles.flatMap(it -> it.text(id)).map(it -> Page.text(200, it));
    return page.orElseGet(() -> Page.text(503, "no routes are at work"));
  }

  /** In this order, whenever it is written. */
  private static Map<String, String> down(String why) {
    Map<String, String> down = new LinkedHashMap<>();
    down.put("status", DOWN);
    down.put("reason", why);
    return down;
  }
}
