package org.dockermcp.routes.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockermcp.routes.check.RouteOutline.Begun;
import org.dockermcp.routes.check.RouteOutline.Call;

/** A call of a route leads to one, and never back to where it came from. */
final class CallRule {
  private static final String DIRECT = "direct";

  private final FolderProblems problems;
  private final Set<String> beginnings = new HashSet<>();

  /** The routes that begin at an endpoint; one, where nothing is wrong. */
  private final Map<String, String> routes = new HashMap<>();

  private final Map<String, List<Placed>> calls = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  private record Placed(RouteFile file, Call call) {}

  CallRule(FolderProblems problems) {
    this.problems = problems;
  }

  /**
   * @param unread texts of route files that are no YAML; what they name may be there
   */
  void check(List<RouteOutline> outlines, List<String> unread) {
    for (RouteOutline outline : outlines) {
      for (Begun route : outline.routes()) {
        route.from().ifPresent(from -> beginnings.add(from.endpoint()));
        route.from().ifPresent(from -> routes.putIfAbsent(from.endpoint(), route.id()));
      }
    }
    for (RouteOutline outline : outlines) {
      for (Call call : outline.calls()) {
        target(outline.file(), call, unread);
        calls
            .computeIfAbsent(call.route(), it -> new ArrayList<>())
            .add(new Placed(outline.file(), call));
      }
    }
    for (RouteOutline outline : outlines) {
      outline.routes().forEach(route -> follow(route.id(), new ArrayList<>()));
    }
  }

  private void target(RouteFile file, Call call, List<String> unread) {
    String endpoint = call.to().endpoint();
    if (!beginnings.contains(endpoint) && unread.stream().noneMatch(it -> it.contains(endpoint))) {
      problems.of(file.path()).add(call.to().line(), "no route begins at '%s'".formatted(endpoint));
    }
  }

  /**
   * Goes on from a route once.
   *
   * @param way the routes that led to it
   */
  private void follow(String route, List<String> way) {
    if (route.isEmpty() || !done.add(route)) {
      return;
    }
    way.add(route);
    for (Placed placed : calls.getOrDefault(route, List.of())) {
      Address to = placed.call.to();
      String next = to.scheme().equals(DIRECT) ? routes.getOrDefault(to.endpoint(), "") : "";
      int begin = way.indexOf(next);
      if (begin >= 0) {
        List<String> circle = new ArrayList<>(way.subList(begin, way.size()));
        circle.add(next);
        problems
            .of(placed.file.path())
            .add(to.line(), "closes a circle of routes: " + String.join(" -> ", circle));
      } else {
        follow(next, way);
      }
    }
    way.remove(way.size() - 1);
  }
}
