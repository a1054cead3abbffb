package org.dockermcp.mcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Progress;

/** Sends the progress of a call to its progress token, in order and strictly increasing. */
final class ProgressNotifier implements Progress {
  private final Notifier client;
  private final JsonNode token;
  private long sent;

  /**
   * @param token a string or a number
   */
  ProgressNotifier(Notifier client, JsonNode token) {
    this.client = client;
    this.token = token;
  }

  @Override
  public synchronized void report(String message) {
    sent++;
    ObjectNode params = Json.MAPPER.createObjectNode();
    params.set("progressToken", token);
    params.put("progress", sent).put("message", VisibleText.of(message));
    client.send("notifications/progress", params);
  }
}
