package org.dockermcp.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A stream whose lines can be taken while others write; unlike a pipe, it does not mind that a
 * thread which has written has ended.
 */
final class WrittenLines extends OutputStream {
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  @Override
  public synchronized void write(int next) {
    if (next == '\n') {
      lines.add(Optional.of(line.toString(StandardCharsets.UTF_8)));
      line.reset();
    } else {
      line.write(next);
    }
  }

  /** The next line, once there is one. */
  String take() throws IOException {
    try {
      return lines.take().orElseThrow(() -> new IOException("nothing more is written"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    lines.add(Optional.empty());
  }
}
