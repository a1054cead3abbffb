package org.dockermcp.monitor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.console.RouteDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * Camel's console of routes without what a caller may have sent, which stands in the last error of
 * a route, and without the steps.
 */
final class QuickRouteConsole extends RouteDevConsole {

  @Override
  protected String doCallText(Map<String, Object> options) {
    StringBuilder text = new StringBuilder();
    for (Map<?, ?> route : routes(doCallJson(options))) {
      text.append("Id: %s\n".formatted(route.get("routeId")));
      route.forEach((key, value) -> text.append("    %s: %s\n".formatted(key, value)));
    }
    return text.toString();
  }

  @Override
  protected JsonObject doCallJson(Map<String, Object> options) {
    Map<String, Object> without = new HashMap<>(options);
    without.remove("processors");
    // It could stop routes.
    without.remove("action");
    JsonObject json = super.doCallJson(without);
    routes(json).forEach(route -> route.remove("lastError"));
    return json;
  }

  private static List<Map<?, ?>> routes(JsonObject json) {
    return json.get("routes") instanceof List<?> routes
        ? routes.stream().<Map<?, ?>>map(route -> (Map<?, ?>) route).toList()
        : List.of();
  }
}
