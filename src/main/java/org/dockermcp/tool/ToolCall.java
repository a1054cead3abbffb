package org.dockermcp.tool;

import java.util.Map;

/**
 * One call of one tool.
 *
 * @param id of this call, unique in the process, fit for logs and labels
 * @param tool the tool's name
 * @param arguments as the client sent them
 * @param progress where to tell how far the call is
 */
public record ToolCall(String id, String tool, Arguments arguments, Progress progress) {

  /** A call of another tool as a step of this one. */
  public ToolCall step(String otherTool, Map<String, Object> otherArguments) {
    return new ToolCall(id, otherTool, new Arguments(otherArguments), progress);
  }
}
