package org.dockermcp.exec.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.dockermcp.engine.OutputSink;

/**
 * Tells a command's output line by line while it is made, each stream's lines in order; what comes
 * after {@value #LONGEST} bytes of a line is left out, and so is a last line without an end.
 */
public final class OutputLines implements OutputSink {
  private static final int LONGEST = 4096;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  public OutputLines(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void stdout(byte[] chunk) {
    add(stdout, chunk);
  }

  @Override
  public void stderr(byte[] chunk) {
    add(stderr, chunk);
  }

  private void add(ByteArrayOutputStream begun, byte[] chunk) {
    for (byte value : chunk) {
      if (value == '\n' || value == '\r') {
        tell(begun);
      } else if (begun.size() < LONGEST) {
        begun.write(value);
      }
    }
  }

  private void tell(ByteArrayOutputStream begun) {
    if (begun.size() > 0) {
      lines.accept(begun.toString(StandardCharsets.UTF_8));
      begun.reset();
    }
  }
}
