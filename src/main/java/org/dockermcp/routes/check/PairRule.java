package org.dockermcp.routes.check;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.routes.check.RouteOutline.Begun;
import org.dockermcp.tool.ToolSpec;

/** A tool is two files of one name: its definition, and the route of that name. */
final class PairRule {
  private final FolderProblems problems;

  PairRule(FolderProblems problems) {
    this.problems = problems;
  }

  /**
   * @param paths of all files, those that could not be read too
   * @param outlines of the route files that could be read
   */
  void check(Collection<Path> paths, List<RouteOutline> outlines) {
    Set<Path> there = new HashSet<>(paths);
    for (Path path : paths) {
      if (path.toString().endsWith(ToolSpec.SUFFIX)) {
        Path route = path.resolveSibling(name(path, ToolSpec.SUFFIX) + RouteFile.SUFFIX);
        if (!there.contains(route)) {
          problems
              .of(path)
              .add(0, "has no route: there is no '%s' beside it".formatted(route.getFileName()));
        }
      }
    }
    for (RouteOutline outline : outlines) {
      if (!outline.file().library()) {
        check(outline, there);
      }
    }
  }

  private void check(RouteOutline outline, Set<Path> there) {
    Path path = outline.file().path();
    String tool = name(path, RouteFile.SUFFIX);
    Path definition = path.resolveSibling(tool + ToolSpec.SUFFIX);
    if (!there.contains(definition)) {
      problems
          .of(path)
          .add(
              0,
              "has no tool file: there is no '%s' beside it; routes without a tool belong in lib/"
                  .formatted(definition.getFileName()));
      return;
    }
    Optional<Begun> route =
        outline.routes().stream().filter(it -> it.id().equals(tool)).findFirst();
    if (route.isEmpty()) {
      problems.of(path).add(0, "has no route with the id '%s'".formatted(tool));
    }
    route
        .flatMap(Begun::from)
        .filter(from -> !from.endpoint().equals("direct:" + tool))
        .ifPresent(
            from ->
                problems
                    .of(path)
                    .add(
                        from.line(),
                        "the route '%s' begins at '%s' instead of 'direct:%s'"
                            .formatted(tool, from.endpoint(), tool)));
  }

  private static String name(Path path, String suffix) {
    String name = String.valueOf(path.getFileName());
    return name.substring(0, name.length() - suffix.length());
  }
}
