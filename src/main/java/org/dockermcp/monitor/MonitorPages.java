package org.dockermcp.monitor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsonable;

/** The pages of the monitor's port, about the live routes; safe for use by many threads. */
final class MonitorPages {
  /**
   * Camel's consoles that show neither what callers sent nor the environment, and change nothing.
   * The one called route shows a route's last error, which may hold what a caller sent.
   */
  static final List<String> CONSOLES =
      List.of(
          "blocked",
          "context",
          "endpoint",
          "gc",
          "health",
          "inflight",
          "memory",
          "route-controller",
          "route-dump",
          "route-structure",
          "service",
          "source",
          "thread",
          "top");

  private final Supplier<Optional<CamelContext>> live;
  private final Supplier<String> scrape;

  /**
   * @param live the context of the live routes
   * @param scrape the metrics in Prometheus's text format
   */
  MonitorPages(Supplier<Optional<CamelContext>> live, Supplier<String> scrape) {
    this.live = live;
    this.scrape = scrape;
  }

  /**
   * The page of a path.
   *
   * @param json whether a console is to be an object instead of text
   */
  Page page(String path, boolean json) {
    return switch (path) {
      case "/observe/metrics" -> new Page(200, "text/plain; version=0.0.4", scrape.get());
      case "/observe/live", "/observe/health/live" -> health(HealthCheckHelper::invokeLiveness);
      case "/observe/ready", "/observe/health/ready" -> health(HealthCheckHelper::invokeReadiness);
      case "/observe/health" -> health(HealthCheckHelper::invoke);
      case "/observe/dev", "/observe/dev/" -> Page.text(200, String.join("\n", CONSOLES));
      case "/observe", "/observe/" ->
          Page.text(
              200,
              "/observe/dev\n/observe/health\n/observe/live\n/observe/metrics\n/observe/ready");
      default -> console(path, json);
    };
  }

  private Page health(Function<CamelContext, Collection<HealthCheck.Result>> checks) {
    Collection<HealthCheck.Result> results = live.get().map(checks).orElse(List.of());
    boolean up = !results.isEmpty() && HealthCheckHelper.isResultsUp(results, true);
    Map<String, Object> byId = new LinkedHashMap<>();
    for (HealthCheck.Result result : results) {
      JsonObject check = new JsonObject();
      check.put("status", result.getState().name());
      result.getMessage().ifPresent(reason -> check.put("reason", reason));
      byId.put(result.getCheck().getId(), check);
    }
    JsonObject page = new JsonObject();
    page.put("status", up ? "UP" : "DOWN");
    page.put("checks", byId);
    return Page.json(up ? 200 : 503, page.toJson());
  }

  private Page console(String path, boolean json) {
    String id = path.startsWith("/observe/dev/") ? path.substring("/observe/dev/".length()) : "";
    if (!CONSOLES.contains(id)) {
      return Page.text(404, "there is no such page; see /observe/ and /observe/dev");
    }
    MediaType type = json ? MediaType.JSON : MediaType.TEXT;
    return live.get()
        .map(CamelContext::getCamelContextExtension)
        .map(extension -> extension.getContextPlugin(DevConsoleRegistry.class))
        .map(registry -> registry.resolveById(id))
        .filter(console -> console.supportMediaType(type))
        .map(console -> page(console.call(type)))
        .orElseGet(() -> Page.text(503, "no routes are running"));
  }

  private static Page page(Object shown) {
    return shown instanceof Jsonable object
        ? Page.json(200, object.toJson())
        : Page.text(200, String.valueOf(shown));
  }
}
