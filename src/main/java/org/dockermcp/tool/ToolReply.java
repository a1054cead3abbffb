package org.dockermcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a call, for any protocol.
 *
 * @param text for reading, with no control characters but line ends and tabs
 * @param structured for programs; on failure an {@code error} object, beside what was achieved
 * @param pictures beside the text; mostly none
 * @param failed whether the tool failed; a program that fails inside a sandbox is no failure
 */
public record ToolReply(
    String text, ObjectNode structured, List<Picture> pictures, boolean failed) {

  public ToolReply {
    pictures = List.copyOf(pictures);
  }

  /** An answer without pictures. */
  public ToolReply(String text, ObjectNode structured, boolean failed) {
    this(text, structured, List.of(), failed);
  }

  /** Why the tool failed; empty when it did not. */
  public Optional<ErrorCode> code() {
    return failed
        ? Optional.of(ErrorCode.valueOf(structured.at("/error/code").asText()))
        : Optional.empty();
  }
}
