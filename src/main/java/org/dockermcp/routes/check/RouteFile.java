package org.dockermcp.routes.check;

import java.nio.file.Path;
import org.dockermcp.packages.manager.ManagerFile;

/**
 * A file of the folder as it was looked at.
 *
 * @param path where it was read
 * @param library whether it is in {@code lib/} or in the folder of the engine there
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

  /** The engine whose folder of the library is read, unless another is named. */
  public static final String ENGINE = "docker";

  /** Within the tools' folder. */
  public String name() {
    String folder = library ? LIBRARY + "/" : isManager() ? MANAGERS + "/" : "";
    return folder + (engine() ? folderName() + "/" : "") + path.getFileName();
  }

  /** Whether it describes a package manager. */
  boolean isManager() {
    return path.toString().endsWith(ManagerFile.SUFFIX);
  }

  /** Whether it is in the engine's folder of the library, which alone speaks to the engine. */
  public boolean engine() {
    return library && !folderName().equals(LIBRARY);
  }

  private String folderName() {
    Path folder = path.getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName());
  }
}
