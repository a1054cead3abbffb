package org.dockermcp.dispatch;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;

/** Sends messages into the routes; safe for use by many threads. */
public final class ToolRoutes {
  private final ProducerTemplate template;

  /** Does not own the template: who made it stops it. */
  public ToolRoutes(ProducerTemplate template) {
    this.template = template;
  }

  /** Runs a call to its end, on this thread, through {@code lib/call}. */
  public ToolReply call(ToolCall call) {
    return send("call", call, ToolReply.class);
  }

  /**
   * Sends a body through a route, on this thread, and gives what the route ends with.
   *
   * @throws RuntimeException what the route failed with
   */
  public <T> T send(String route, Object body, Class<T> type) {
    try {
      return template.requestBody("direct:" + route, body, type);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
