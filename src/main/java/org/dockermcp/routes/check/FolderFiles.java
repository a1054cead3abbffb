package org.dockermcp.routes.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dockermcp.packages.manager.ManagerFile;
import org.dockermcp.tool.ToolSpec;

/**
 * Reads the files of a folder of tools that are files, lie in it, and are small and UTF-8.
 *
 * <p>A link is followed within the folder only. Nothing but a plain file is opened, for a pipe
 * would never end.
 */
public final class FolderFiles {
  static final int MOST_FILES = 1_000;
  static final int MOST_BYTES = 256 << 10;
  static final int MOST_BYTES_TOGETHER = 4 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path folder;
  private final String engine;
  private final FolderProblems problems;
  private final List<Path> named = new ArrayList<>();
  private int bytesTogether;

  /**
   * @param problems to which those found are added
   */
  public FolderFiles(Path folder, FolderProblems problems) {
    this(folder, RouteFile.ENGINE, problems);
  }

  /**
   * @param engine whose folder of the library is read
   * @param problems to which those found are added
   */
  FolderFiles(Path folder, String engine, FolderProblems problems) {
    this.folder = folder;
    this.engine = engine;
    this.problems = problems;
  }

  /** The files that could be read, in the order of their names, those of inner folders last. */
  public List<RouteFile> read() {
    List<RouteFile> files = new ArrayList<>();
    try {
      Path real = folder.toRealPath();
      List<Path> paths = list(folder, FolderFiles::isOfTool);
      paths.addAll(listIfThere(RouteFile.LIBRARY, RouteFile.SUFFIX));
      paths.addAll(listIfThere(RouteFile.LIBRARY + "/" + engine, RouteFile.SUFFIX));
      paths.addAll(listIfThere(RouteFile.MANAGERS, ManagerFile.SUFFIX));
      if (paths.size() > MOST_FILES) {
        problem(folder, "has more than %d files of tools and routes".formatted(MOST_FILES));
        return List.of();
      }
      named.addAll(paths);
      for (Path path : paths) {
        read(path, real, files);
      }
    } catch (IOException e) {
      problem(folder, unreadable(e));
    }
    return files;
  }

  /** The paths of all files that were found, those that could not be read too; after reading. */
  List<Path> named() {
    return List.copyOf(named);
  }

  private static boolean isOfTool(Path path) {
    return path.toString().endsWith(RouteFile.SUFFIX)
        || path.toString().endsWith(ToolSpec.SUFFIX)
        || path.endsWith(RouteFile.INSTRUCTIONS);
  }

  private List<Path> listIfThere(String name, String suffix) throws IOException {
    Path inner = folder.resolve(name);
    return Files.isDirectory(inner)
        ? list(inner, path -> path.toString().endsWith(suffix))
        : List.of();
  }

  /** The paths of a folder that are named so; one too many is enough. */
  private static List<Path> list(Path folder, DirectoryStream.Filter<Path> named)
      throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, named)) {
      for (Path path : stream) {
        paths.add(path);
        if (paths.size() > MOST_FILES) {
          break;
        }
      }
    }
    Collections.sort(paths);
    return paths;
  }

  private void read(Path path, Path realFolder, List<RouteFile> files) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(realFolder)) {
        problem(path, "is a link out of the folder");
      } else if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        problem(path, "is not a regular file");
      } else {
        add(path, bytes(real), files);
      }
    } catch (IOException e) {
      problem(path, unreadable(e));
    }
  }

  /** All bytes, or one more than there may be. */
  private static byte[] bytes(Path real) throws IOException {
    try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private void add(Path path, byte[] bytes, List<RouteFile> files) {
    int before = bytesTogether;
    bytesTogether = Math.min(MOST_BYTES_TOGETHER + 1, before + bytes.length);
    if (bytes.length > MOST_BYTES) {
      problem(path, "is larger than %d KiB".formatted(MOST_BYTES >> 10));
    } else if (bytesTogether > MOST_BYTES_TOGETHER) {
      if (before <= MOST_BYTES_TOGETHER) {
        problem(folder, "has more than %d MiB in total".formatted(MOST_BYTES_TOGETHER >> 20));
      }
    } else {
      decode(path, bytes, files);
    }
  }

  private void decode(Path path, byte[] bytes, List<RouteFile> files) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      problems.of(path).add(line, "is not UTF-8");
      return;
    }
    String text = out.flip().toString();
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    boolean library = path.startsWith(folder.resolve(RouteFile.LIBRARY));
    files.add(new RouteFile(path, library, marked ? text.substring(1) : text));
  }

  private void problem(Path path, String reason) {
    problems.of(path).add(0, reason);
  }

  private static String unreadable(IOException fault) {
    return fault instanceof NoSuchFileException
        ? "does not exist, or is a dangling link"
        : "cannot be read: " + fault.getClass().getSimpleName();
  }
}
