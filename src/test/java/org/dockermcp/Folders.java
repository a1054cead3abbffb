package org.dockermcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Copies of folders. */
public final class Folders {
  private static final Path ROUTES = Path.of("routes");

  private Folders() {}

  /** Copies the shipped routes into a folder, and gives it. */
  public static Path copyRoutes(Path folder) {
    return copy(ROUTES, folder);
  }

  /** Copies all files of a folder into another, which is made; those of the same names go. */
  public static Path copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
