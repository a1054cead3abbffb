package org.dockermcp.tool;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON object as a tool's whole answer; its text is the same JSON.
 *
 * @param content the structured content, not changed any more
 */
public record JsonResult(@JsonValue ObjectNode content) implements ToolResult {
  @Override
  public String text() {
    return content.toString();
  }
}
