package org.dockermcp.mcp.call;

import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Progress;

/** Sends the progress of a call without a progress token as log messages, in order. */
final class LogNotifier implements Progress {
  private final Notifier client;
  private final String tool;

  /**
   * @param tool the tool's name, which the messages have as their logger
   */
  LogNotifier(Notifier client, String tool) {
    this.client = client;
    this.tool = tool;
  }

  @Override
  public synchronized void report(String message) {
    client.send(
        "notifications/message",
        Json.MAPPER
            .createObjectNode()
            .put("level", CallParams.LOG_LEVEL)
            .put("logger", tool)
            .put("data", VisibleText.of(message)));
  }
}
