package org.dockermcp.routes.dev;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockermcp.routes.check.FolderFiles;
import org.dockermcp.routes.check.FolderProblems;
import org.dockermcp.routes.check.RouteFile;
import org.dockermcp.routes.check.RouteProblem;

/**
 * What a folder of tools changes against another.
 *
 * @param changes in the order of the files' names within the folder; empty when there are none
 * @param problems files that could not be read, in either
 */
public record FolderDiff(List<Change> changes, List<RouteProblem> problems) {
  private static final int CONTEXT = 3;

  /** How a file differs. */
  public enum Kind {
    ADDED,
    MISSING,
    CHANGED
  }

  /**
   * A file that differs.
   *
   * @param name within the folder
   * @param lines the difference in unified form; empty for a file that is in one of them only
   */
  public record Change(Kind kind, String name, List<String> lines) {}

  /** Compares the files that make tools; runs nothing. */
  public static FolderDiff between(Path old, Path own) {
    FolderProblems problems = new FolderProblems();
    Map<String, RouteFile> before = files(old, problems);
    Map<String, RouteFile> after = files(own, problems);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      RouteFile was = before.get(name);
      RouteFile is = after.get(name);
      if (was == null) {
        changes.add(new Change(Kind.ADDED, name, List.of()));
      } else if (is == null) {
        changes.add(new Change(Kind.MISSING, name, List.of()));
      } else if (!was.text().equals(is.text())) {
        changes.add(new Change(Kind.CHANGED, name, lines(name, was, is)));
      }
    }
    return new FolderDiff(List.copyOf(changes), problems.sorted());
  }

  private static Map<String, RouteFile> files(Path folder, FolderProblems problems) {
    Map<String, RouteFile> files = new TreeMap<>();
    new FolderFiles(folder, problems).read().forEach(file -> files.put(file.name(), file));
    return files;
  }

  private static List<String> lines(String name, RouteFile was, RouteFile is) {
    List<String> old = List.of(was.text().split("\n", -1));
    List<String> own = List.of(is.text().split("\n", -1));
    return UnifiedDiffUtils.generateUnifiedDiff(
        "shipped/" + name, is.path().toString(), old, DiffUtils.diff(old, own), CONTEXT);
  }
}
