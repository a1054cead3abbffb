package org.dockermcp.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with the files of a folder, whichever rule finds it. */
final class FolderProblems {
  private final List<RouteProblem> all = new ArrayList<>();
  private final Map<Path, ProblemsOfFile> files = new HashMap<>();

  /** Those of one file, the same at each call. */
  ProblemsOfFile of(Path file) {
    return files.computeIfAbsent(file, it -> new ProblemsOfFile(it, all));
  }

  /** All so far, in the order of the files and their lines. */
  List<RouteProblem> sorted() {
    return all.stream()
        .sorted(Comparator.comparing(RouteProblem::file).thenComparing(RouteProblem::line))
        .toList();
  }
}
