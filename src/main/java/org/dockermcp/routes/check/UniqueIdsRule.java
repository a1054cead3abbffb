package org.dockermcp.routes.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.routes.check.RouteOutline.Begun;

/** An id is one route's, and so is where it begins. */
final class UniqueIdsRule {
  private final FolderProblems problems;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> beginnings = new HashMap<>();

  UniqueIdsRule(FolderProblems problems) {
    this.problems = problems;
  }

  void check(List<RouteOutline> outlines) {
    for (RouteOutline outline : outlines) {
      for (Begun route : outline.routes()) {
        if (!route.id().isEmpty()) {
          note(ids, "the id", route.id(), outline.file(), route.line());
        }
        route
            .from()
            .filter(Address::isInternal)
            .ifPresent(
                from ->
                    note(
                        beginnings,
                        "a route that begins at",
                        from.endpoint(),
                        outline.file(),
                        from.line()));
      }
    }
  }

  private void note(Map<String, String> seen, String what, String name, RouteFile file, int line) {
    String first = seen.putIfAbsent(name, file.name() + ":" + line);
    if (first != null) {
      problems.of(file.path()).add(line, "has %s '%s' as %s does".formatted(what, name, first));
    }
  }
}
