package org.dockermcp.exec.background;

import java.util.List;
import java.util.stream.Collectors;
import org.dockermcp.tool.ToolResult;

/**
 * Processes, in the order in which they were started.
 *
 * @param processes may be empty
 */
public record ProcessList(List<ProcessReport> processes) implements ToolResult {
  @Override
  public String text() {
    return processes.isEmpty()
        ? "No processes."
        : processes.stream().map(ProcessReport::text).collect(Collectors.joining("\n"));
  }
}
