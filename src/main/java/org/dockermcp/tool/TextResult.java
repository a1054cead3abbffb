package org.dockermcp.tool;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A text as a tool's whole answer, and its {@code text} as structured content.
 *
 * @param given may be empty
 */
public record TextResult(@JsonProperty("text") String given) implements ToolResult {
  @Override
  public String text() {
    return given.isEmpty() ? "(no text)" : given;
  }
}
