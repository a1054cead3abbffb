package org.dockermcp.it.support.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dockermcp.Eventually;
import org.dockermcp.Programs;

/**
 * A small disk of its own, in a file that takes no more room than what is written to it. Takes
 * root.
 *
 * <p>Closing it takes it away again.
 */
public final class LoopDisk implements AutoCloseable {
  private final Path image;
  private final Path folder;

  private LoopDisk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @param size such as {@code 5G}
   * @param format the program that makes its file system, and its arguments
   */
  public static LoopDisk make(String size, String... format) throws IOException {
    Path image = Files.createTempFile("dmcp", ".disk");
    LoopDisk disk = new LoopDisk(image, Files.createTempDirectory("dmcp"));
    try {
      Programs.run("truncate", "-s", size, image.toString());
      List<String> formatting = new ArrayList<>(List.of(format));
      formatting.add(image.toString());
      Programs.run(formatting.toArray(String[]::new));
      Programs.run("mount", "-o", "loop", image.toString(), disk.folder.toString());
      return disk;
    } catch (AssertionError e) {
      Files.delete(image);
      Files.delete(disk.folder);
      throw e;
    }
  }

  /** A folder on it that is not there yet. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Bytes that are left on it. */
  public long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes room away until so many bytes are left. */
  public void fillUpTo(long left) {
    Path filler = folder.resolve("filler");
    freeAgain();
    Programs.run("fallocate", "-l", Long.toString(free() - left), filler.toString());
  }

  /**
   * Gives the room back that {@link #fillUpTo} took; some file systems take their time over that.
   */
  public void freeAgain() {
    Programs.run("rm", "-f", folder.resolve("filler").toString());
    AtomicLong before = new AtomicLong(-1);
    Eventually.within(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long now = free();
              return before.getAndSet(now) == now;
            });
  }

  @Override
  public void close() throws IOException {
    // At once, also while an engine that has just ended still lets go of it.
    Programs.run("umount", "--lazy", folder.toString());
    Files.delete(folder);
    Files.delete(image);
  }
}
