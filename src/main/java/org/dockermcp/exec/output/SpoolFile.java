package org.dockermcp.exec.output;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file without a name, made when something is written: only this process can read it, and however
 * the process ends, even killed, nothing of it stays on the disk. Not safe for use by many threads
 * at once.
 *
 * <p>Not a channel: that would be closed when a cancelled call's thread reads it.
 */
final class SpoolFile {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

  private @Nullable RandomAccessFile file;
  private long size;

  long size() {
    return size;
  }

  void append(byte[] bytes, int count) throws IOException {
    if (file == null) {
      file = open();
    }
    file.seek(size);
    file.write(bytes, 0, count);
    size += count;
  }

  private static RandomAccessFile open() throws IOException {
    // Readable and writable by this user alone until its name is gone.
    File named = Files.createTempFile("docker-mcp-", ".spool").toFile();
    try {
      return new RandomAccessFile(named, "rw");
    } finally {
      if (!named.delete()) {
        named.deleteOnExit();
      }
    }
  }

  /** Bytes from an offset; fewer than asked for, or none, at the end. */
  byte[] read(long offset, int length) throws IOException {
    if (file == null || offset >= size) {
      return new byte[0];
    }
    byte[] bytes = new byte[(int) Math.min(length, size - offset)];
    file.seek(offset);
    file.readFully(bytes);
    return bytes;
  }

  void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.debug("a spool file did not close", e);
      }
    }
  }
}
