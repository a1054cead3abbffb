package org.dockermcp.routes.dev;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A copy of a folder of tools, for somebody to change; follows no link, neither in nor out. */
public final class FolderExport {
  private final Path source;
  private final Path target;

  /**
   * @param source all of whose plain files are copied
   * @param target made when it is not there
   */
  public FolderExport(Path source, Path target) {
    this.source = source;
    this.target = target;
  }

  /**
   * What is in the way of a copy, a clause each; empty when there is nothing.
   *
   * @param force whether files that differ may be overwritten
   */
  public List<String> obstacles(boolean force) throws IOException {
    List<String> obstacles = new ArrayList<>();
    if (Files.isSymbolicLink(target)) {
      return List.of(target + " is a link");
    }
    for (Path file : files()) {
      Path copy = target.resolve(source.relativize(file));
      obstacle(file, copy, force).ifPresent(obstacles::add);
    }
    return obstacles.stream().distinct().toList();
  }

  private Optional<String> obstacle(Path file, Path copy, boolean force) throws IOException {
    for (Path folder = copy.getParent();
        folder != null && !folder.equals(target);
        folder = folder.getParent()) {
      if (Files.isSymbolicLink(folder)) {
        return Optional.of(folder + " is a link");
      }
    }
    if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(copy + " is no plain file");
    }
    return force || Files.mismatch(file, copy) < 0
        ? Optional.empty()
        : Optional.of(copy + " is there and differs");
  }

  /** Copies; gives how many files were written. Those that are there already are left alone. */
  public int copy() throws IOException {
    int written = 0;
    for (Path file : files()) {
      Path copy = target.resolve(source.relativize(file));
      if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS) || Files.mismatch(file, copy) >= 0) {
        Path folder = copy.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        replace(file, copy);
        written++;
      }
    }
    return written;
  }

  /** At once, for a server may be reading. */
  private static void replace(Path file, Path copy) throws IOException {
    Path half = copy.resolveSibling("." + copy.getFileName() + ".new");
    CopyOption[] plain = {LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING};
    Files.copy(file, half, plain);
    Files.move(half, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }
}
