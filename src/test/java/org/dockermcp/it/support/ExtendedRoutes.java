package org.dockermcp.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.Folders;

/** The shipped routes with more files dropped into their folder. */
public final class ExtendedRoutes {
  private static final Path EXAMPLES = Path.of("src/examples");

  private ExtendedRoutes() {}

  /** The examples' folders. */
  public static List<Path> examples() {
    return list(EXAMPLES);
  }

  /**
   * Makes a folder of them.
   *
   * @param parts folders whose files are dropped in, the last one winning
   */
  public static Path in(Path folder, List<Path> parts) {
    try {
      Folders.copyRoutes(folder);
      for (Path part : parts) {
        for (Path file : list(part)) {
          boolean manager = file.toString().endsWith(".manager.yaml");
          copy(file, manager ? folder.resolve("packages") : folder);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    if (Files.isRegularFile(file)) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
