package org.dockermcp.sandbox.lease;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The file that one living process holds locked. Not safe for use by several threads.
 *
 * <p>In one process nobody else may open it, not even to set its time: POSIX frees a lock when any
 * of the process's handles on the file is closed.
 */
final class ServerFile implements AutoCloseable {
  /** Far behind the content, for on some systems nobody else can read what is locked. */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private static final int MOST_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel channel;

  private ServerFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes and locks one; it has its name only once it is locked, so nobody takes it for a dead
   * process's.
   *
   * @throws IOException also when the folder is not of the user who makes the file
   */
  static ServerFile make(Path path) throws IOException {
    Path unnamed = path.resolveSibling(path.getFileName() + ".new");
    FileChannel channel =
        FileChannel.open(
            unnamed,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    try {
      Path folder = unnamed.toAbsolutePath().getParent();
      if (folder != null
          && !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(unnamed))) {
        throw new IOException(folder + " belongs to another user");
      }
      if (channel.tryLock(LOCKED, 1, false) == null) {
        throw new IOException(unnamed + " is locked by another process");
      }
      Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
      return new ServerFile(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(unnamed);
      throw e;
    }
  }

  /**
   * Another process's file.
   *
   * @param locked whether that process lives
   * @param lastSign of life, which comes every few seconds
   */
  record Seen(boolean locked, Instant lastSign, ServerNotes notes) {}

  /**
   * Looks at another process's file, without keeping a third from looking at the same time.
   *
   * @throws NoSuchFileException when it has gone meanwhile
   */
  static Seen look(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      FileLock lock = channel.tryLock(LOCKED, 1, true);
      ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
      while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
        // Until all of it is read.
      }
      String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
      Instant lastSign = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
      return new Seen(lock == null, lastSign, ServerNotes.of(List.of(text.split("\n", -1))));
    }
  }

  /** Whether it is still where others look, and not a cleaner's victim. */
  boolean isThere() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Replaces what it says; also with the same, which is a sign of life. */
  void write(ServerNotes notes) throws IOException {
    ByteBuffer content = StandardCharsets.UTF_8.encode(notes.text());
    long length = content.remaining();
    while (content.hasRemaining()) {
      channel.write(content, content.position());
    }
    channel.truncate(length);
  }

  /** Removes it. */
  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Frees the lock; the file stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
