package org.dockermcp.exec.output;

import java.nio.charset.StandardCharsets;
import org.dockermcp.text.Utf8;
import org.dockermcp.tool.ToolResult;

/**
 * A part of a command's output.
 *
 * @param outputId of the output
 * @param stream {@code stdout} or {@code stderr}
 * @param output as UTF-8, what is not becoming U+FFFD
 * @param offset of its first byte in the stream
 * @param nextOffset of the first byte after it
 * @param totalBytes of the stream
 * @param atEnd whether nothing comes after it, and nothing will
 * @param running whether the command still runs, and may write more
 */
public record OutputPage(
    String outputId,
    String stream,
    String output,
    long offset,
    long nextOffset,
    long totalBytes,
    boolean atEnd,
    boolean running)
    implements ToolResult {

  /** A page of these bytes, less a character at their end that goes on after them. */
  static OutputPage of(SpooledOutput output, String stream, long offset, byte[] bytes) {
    long total = output.file(stream).size();
    boolean running = !output.hasEnded();
    boolean last = !running && offset + bytes.length >= total;
    int whole = last ? bytes.length : bytes.length - Utf8.unfinished(bytes);
    long next = offset + whole;
    return new OutputPage(
        output.id(),
        stream,
        new String(bytes, 0, whole, StandardCharsets.UTF_8),
        offset,
        next,
        total,
        !running && next >= total,
        running);
  }

  /** Whether it holds nothing, but may when it is asked for again. */
  boolean mayGrow() {
    return running && output.isEmpty();
  }

  @Override
  public String text() {
    String line = output.isEmpty() || output.endsWith("\n") ? "" : "\n";
    String more =
        atEnd
            ? "the end"
            : (mayGrow() ? "nothing more yet, go on at offset " : "more at offset ") + nextOffset;
    return "%s%s[%s, bytes %d to %d of %d; %s]"
        .formatted(output, line, stream, offset, nextOffset, totalBytes, more);
  }
}
