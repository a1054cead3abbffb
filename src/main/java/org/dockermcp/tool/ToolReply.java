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
 * @param code why the tool failed, the same as in {@code structured}; empty when it did not. A
 *     program that fails inside a sandbox is no failure
 */
public record ToolReply(
    String text, ObjectNode structured, List<Picture> pictures, Optional<ErrorCode> code) {

  public ToolReply {
    pictures = List.copyOf(pictures);
  }

  /** The answer of a tool that did not fail, without pictures. */
  public ToolReply(String text, ObjectNode structured) {
    this(text, structured, List.of(), Optional.empty());
  }

  /** Whether the tool failed. */
  public boolean failed() {
    return code.isPresent();
  }
}
