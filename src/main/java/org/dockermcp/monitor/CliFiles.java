package org.dockermcp.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * The files by which the {@code camel} command line and this process talk, in {@code ~/.camel};
 * only their user may read them.
 */
final class CliFiles {
  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OUR_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final String STATUS = "-status.json";

  /** What may be asked, and so is no answer. */
  private static final String ACTION = "-action.json";

  private static final String OUTPUT = "-output.json";
  static final List<String> ENDINGS =
      List.of(
          "",
          STATUS,
          ACTION,
          OUTPUT,
          "-trace.json",
          "-history.json",
          "-debug.json",
          "-receive.json");

  private final Path folder;
  private final String process = Long.toString(ProcessHandle.current().pid());

  CliFiles(Path home) {
    folder = home.resolve(".camel");
  }

  /** Makes all of them, empty, in place of what a process of the same number may have left. */
  void make() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder, mode(posix, OUR_FOLDER));
    for (String ending : ENDINGS) {
      Path file = file(ending);
      Files.deleteIfExists(file);
      Files.createFile(file, mode(posix, OURS_ALONE));
    }
  }

  private static FileAttribute<?>[] mode(boolean posix, Set<PosixFilePermission> mode) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : new FileAttribute<?>[0];
  }

  private Path file(String ending) {
    return folder.resolve(process + ending);
  }

  /** What is asked, and no longer when this returns; empty: nothing. */
  String takeAction() throws IOException {
    Path action = file(ACTION);
    if (!Files.isRegularFile(action)) {
      return "";
    }
    String text = Files.readString(action);
    if (!text.isEmpty()) {
      Files.deleteIfExists(action);
    }
    return text;
  }

  /** Answers what was asked. */
  void answer(String json) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Path whole = Files.createTempFile(folder, process, ".tmp", mode(posix, OURS_ALONE));
    Files.writeString(whole, json, StandardCharsets.UTF_8);
    Files.move(whole, file(OUTPUT), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether somebody has removed more than the one by which the server is asked to end. */
  boolean areGone() {
    return !Files.exists(file(STATUS));
  }

  /** Removes all of them. */
  void remove() throws IOException {
    for (String ending : ENDINGS) {
      Files.deleteIfExists(file(ending));
    }
  }
}
