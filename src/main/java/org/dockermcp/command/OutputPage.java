package org.dockermcp.command;

import java.nio.charset.StandardCharsets;
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
 * @param atEnd whether nothing comes after it
 */
public record OutputPage(
    String outputId,
    String stream,
    String output,
    long offset,
    long nextOffset,
    long totalBytes,
    boolean atEnd)
    implements ToolResult {

  /** A page of these bytes, less a character at their end that goes on after them. */
  static OutputPage of(String id, String stream, long offset, byte[] bytes, long total) {
    boolean last = offset + bytes.length >= total;
    int whole = last ? bytes.length : bytes.length - Utf8.unfinished(bytes);
    long next = offset + whole;
    return new OutputPage(
        id,
        stream,
        new String(bytes, 0, whole, StandardCharsets.UTF_8),
        offset,
        next,
        total,
        next >= total);
  }

  @Override
  public String text() {
    String line = output.isEmpty() || output.endsWith("\n") ? "" : "\n";
    String more = atEnd ? "the end" : "more at offset " + nextOffset;
    return "%s%s[%s, bytes %d to %d of %d; %s]"
        .formatted(output, line, stream, offset, nextOffset, totalBytes, more);
  }
}
