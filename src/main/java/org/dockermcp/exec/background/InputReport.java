package org.dockermcp.exec.background;

import org.dockermcp.tool.ToolResult;

/**
 * That input was sent.
 *
 * @param processId of the process
 * @param sentBytes how much, in UTF-8
 * @param ended whether the process's input ends after it
 */
public record InputReport(String processId, int sentBytes, boolean ended) implements ToolResult {
  @Override
  public String text() {
    return "Sent %d bytes to process %s%s."
        .formatted(sentBytes, processId, ended ? ", and the end of its input" : "");
  }
}
