package org.dockermcp.routes.check;

import java.nio.file.Path;
import org.dockermcp.packages.manager.ManagerFile;

/**
 * A file of the folder as it was looked at.
 *
 * @param path where it was read
 * @param library whether it is in {@code lib/}, which alone may speak to the engine
 * @param text all of it
 */
public record RouteFile(Path path, boolean library, String text) {

  /** How a file of routes is named. */
  static final String SUFFIX = ".camel.yaml";

  /** The file that says how the tools are used together. */
  static final String INSTRUCTIONS = "instructions.md";

  /** The folder of the shared routes, in the tools' folder. */
  static final String LIBRARY = "lib";

  /** The folder of the package managers, in the tools' folder. */
  static final String MANAGERS = "packages";

  /** Within the tools' folder. */
  public String name() {
    String folder = library ? LIBRARY + "/" : isManager() ? MANAGERS + "/" : "";
    return folder + path.getFileName();
  }

  /** Whether it describes a package manager. */
  boolean isManager() {
    return path.toString().endsWith(ManagerFile.SUFFIX);
  }
}
