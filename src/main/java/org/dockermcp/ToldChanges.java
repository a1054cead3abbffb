package org.dockermcp;

import org.dockermcp.mcp.McpTools;
import org.dockermcp.reload.ReloadListener;
import org.dockermcp.reload.ReloadReport;

/** Tells clients what became of an edit of the routes. */
final class ToldChanges implements ReloadListener {
  private static final String LOGGER = "routes";

  private final McpTools tools;

  ToldChanges(McpTools tools) {
    this.tools = tools;
  }

  @Override
  public void toolsChanged() {
    tools.changed();
  }

  @Override
  public void reported(ReloadReport report) {
    tools.tell(LOGGER, report.text(), !report.sound());
  }
}
