package org.dockermcp.routes.check;

import java.util.List;
import java.util.stream.Collectors;

/** A folder of tools that cannot be used; carries every problem found, never just the first. */
public final class RouteFolderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<RouteProblem> problems;

  /** Of at least one problem. */
  public RouteFolderException(List<RouteProblem> problems) {
    super(problems.stream().map(RouteProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the files and their lines. */
  public List<RouteProblem> problems() {
    return problems;
  }
}
