package org.dockermcp.app;

import org.dockermcp.mcp.McpTools;
import org.dockermcp.routes.live.ReloadListener;
import org.dockermcp.routes.live.ReloadReport;

/** Tells clients what became of an edit of the routes. */
public final class ReloadNotifier implements ReloadListener {
  private static final String LOGGER = "routes";

  private final McpTools tools;

  public ReloadNotifier(McpTools tools) {
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
