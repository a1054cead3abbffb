package org.dockermcp.routes.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockermcp.packages.manager.ManagerFile;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.tool.ToolSpec;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads package manager files, and finds the lines of what is wrong with them. */
final class ManagerFiles {
  /** More than there are, and few enough for one command that looks for them all. */
  static final int MAX_MANAGERS = 50;

  private final FolderProblems problems;
  private final Map<RouteFile, PackageManager> managers = new LinkedHashMap<>();

  ManagerFiles(FolderProblems problems) {
    this.problems = problems;
  }

  /** Reads one, and tells what is wrong with it. */
  void add(RouteFile file, Node root) {
    FileProblems found = problems.of(file.path());
    try {
      ManagerFile.Outcome read = ManagerFile.read(file.path(), ToolSpec.tree(file.text()));
      read.faults().forEach(it -> found.add(ToolFiles.line(root, it.path()), it.reason()));
      read.manager().ifPresent(manager -> managers.put(file, manager));
    } catch (JsonProcessingException e) {
      found.add(0, String.valueOf(e.getOriginalMessage()));
    } catch (IOException e) {
      found.add(0, String.valueOf(e.getMessage()));
    }
    if (managers.size() > MAX_MANAGERS) {
      found.add(0, "is one package manager more than the %d there may be".formatted(MAX_MANAGERS));
    }
  }

  /** Takes one that was right before; false when this is not that file, or has another text. */
  boolean addAsBefore(RouteFile file, ManagerFiles before) {
    PackageManager manager = before.managers.get(file);
    if (manager == null) {
      return false;
    }
    managers.put(file, manager);
    return true;
  }

  /** Those whose files are right. */
  PackageManagers sound() {
    return PackageManagers.of(managers.values());
  }
}
