package org.dockermcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes over the wire of one connection, kept in {@code target/wire} for {@code
 * src/test/interop/wire.py}, which holds it against the protocol's schemas; safe for use by many
 * threads.
 */
public final class WireRecord {
  private static final Path FOLDER = Path.of("target/wire");
  private static final int LONGEST = 1 << 20;
  private static final AtomicInteger LAST = new AtomicInteger();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file =
      FOLDER.resolve(
          "%d-%d.jsonl".formatted(ProcessHandle.current().pid(), LAST.incrementAndGet()));

  /** Keeps a line that is sent to the server; of a very long one, that there was one. */
  public void toServer(String line) {
    write("to", line.length() > LONGEST ? "" : line);
  }

  /** Keeps a line that the server wrote. */
  public void fromServer(String line) {
    write("from", line);
  }

  private synchronized void write(String direction, String line) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(
          file,
          MAPPER.writeValueAsString(Map.of(direction, line)) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
