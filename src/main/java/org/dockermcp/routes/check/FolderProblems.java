package org.dockermcp.routes.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with the files of a folder, whichever rule finds it. */
public final class FolderProblems {
  private final List<RouteProblem> all = new ArrayList<>();
  private final Map<Path, FileProblems> files = new HashMap<>();

  /** Those of one file, the same at each call. */
  FileProblems of(Path file) {
    return files.computeIfAbsent(file, it -> new FileProblems(it, all));
  }

  /** All so far, in the order of the files and their lines. */
  public List<RouteProblem> sorted() {
    return all.stream()
        .sorted(Comparator.comparing(RouteProblem::file).thenComparing(RouteProblem::line))
        .toList();
  }
}
