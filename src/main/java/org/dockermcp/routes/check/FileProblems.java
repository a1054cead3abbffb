package org.dockermcp.routes.check;

import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, {@value #MOST} problems at most. */
final class FileProblems {
  private static final int MOST = 20;

  private final Path file;
  private final List<RouteProblem> all;
  private int found;

  /**
   * @param all the folder's, to which this file's are added
   */
  FileProblems(Path file, List<RouteProblem> all) {
    this.file = file;
    this.all = all;
  }

  /**
   * @param line from 1; 0: the whole file
   */
  void add(int line, String reason) {
    found++;
    if (found < MOST) {
      all.add(new RouteProblem(file, line, reason));
    } else if (found == MOST) {
      all.add(new RouteProblem(file, line, reason + "; what else is wrong is not told"));
    }
  }

  void add(Node node, String reason) {
    add(line(node), reason);
  }

  static int line(Node node) {
    return node.getStartMark().map(FileProblems::line).orElse(0);
  }

  static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
