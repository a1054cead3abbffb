package org.dockermcp.mcp.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes of bounded length. For one thread. */
final class LineReader {
  /** Stands for a line that was too long, by identity. */
  static final byte[] TOO_LONG = {};

  private final InputStream input;
  private final int longest;

  /**
   * @param longest bytes that a line may have
   */
  LineReader(InputStream input, int longest) {
    this.input = new BufferedInputStream(input, 1 << 16);
    this.longest = longest;
  }

  /**
   * The next line without its break; {@link #TOO_LONG} for one that was, and has been skipped; null
   * at the end of input, where half a line counts as none.
   */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    for (int next = input.read(); next >= 0; next = input.read()) {
      if (next == '\n') {
        return tooLong ? TOO_LONG : bytes.toByteArray();
      }
      tooLong |= bytes.size() == longest;
      if (tooLong) {
        bytes.reset();
      } else {
        bytes.write(next);
      }
    }
    return null;
  }
}
