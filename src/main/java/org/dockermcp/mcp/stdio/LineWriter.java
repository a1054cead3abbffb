package org.dockermcp.mcp.stdio;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes messages to the client, one a line, whole and in order; safe for use by many threads.
 *
 * <p>A message is written on the thread that sends it, so a client that does not read keeps what
 * sends to it waiting, and nothing piles up.
 */
final class LineWriter {
  private final OutputStream output;
  private final ObjectMapper mapper;
  private final Runnable closed;
  private volatile boolean broken;

  /**
   * @param output must throw when it cannot be written to, as a {@code PrintStream} does not
   * @param closed run, once, when the client has closed its end
   */
  LineWriter(OutputStream output, ObjectMapper mapper, Runnable closed) {
    this.output = output;
    this.mapper = mapper;
    this.closed = closed;
  }

  /**
   * Writes a message, which is text of JSON then.
   *
   * @throws IOException when the client no longer reads
   */
  void write(Object message) throws IOException {
    byte[] json = mapper.writeValueAsBytes(message);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    synchronized (output) {
      if (broken) {
        throw new IOException("the client has closed its end");
      }
      try {
        output.write(line);
        output.flush();
      } catch (IOException e) {
        broken = true;
        closed.run();
        throw e;
      }
    }
  }

  /** Whether the client has closed its end, as far as is known: writing alone tells. */
  boolean isBroken() {
    return broken;
  }
}
