package org.dockermcp.routes.live;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockermcp.routes.check.RouteProblem;

/**
 * What became of one look at the folder.
 *
 * @param at when it was looked at
 * @param generation the number of the generation that takes calls since, from 1
 * @param files those whose text was changed, by name, sorted; empty when nothing was
 * @param problems why the edit was refused, in the order of the files; empty when it was not
 */
public record ReloadReport(
    Instant at, int generation, List<String> files, List<RouteProblem> problems) {

  public ReloadReport {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /** Whether the folder is what calls take now. */
  public boolean sound() {
    return problems.isEmpty();
  }

  /** A line that says what became of it, and one for each problem; without a line end. */
  public String text() {
    return sound()
        ? files.isEmpty()
            ? "the routes are as they were"
            : "the routes are those of the folder now; changed: " + String.join(", ", files)
        : Stream.concat(
                Stream.of("the routes stay as they were, for there are problems in the folder:"),
                problems.stream().map(RouteProblem::toString))
            .collect(Collectors.joining("\n"));
  }
}
