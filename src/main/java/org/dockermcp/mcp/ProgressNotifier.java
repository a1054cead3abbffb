package org.dockermcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the progress of a call to its progress token, in order and strictly increasing. */
final class ProgressNotifier implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressNotifier.class);

  private final McpAsyncServerExchange exchange;
  private final Object token;
  private long sent;

  ProgressNotifier(McpAsyncServerExchange exchange, Object token) {
    this.exchange = exchange;
    this.token = token;
  }

  @Override
  public synchronized void report(String message) {
    sent++;
    exchange
        .progressNotification(
            ProgressNotification.builder(token, (double) sent)
                .message(VisibleText.of(message))
                .build())
        .subscribe(done -> {}, fault -> LOG.debug("progress could not be sent", fault));
  }
}
