package org.dockermcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a client's progress token how far its call is, in order and strictly increasing. */
final class ProgressNotes implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressNotes.class);

  private final McpAsyncServerExchange exchange;
  private final Object token;
  private long told;

  ProgressNotes(McpAsyncServerExchange exchange, Object token) {
    this.exchange = exchange;
    this.token = token;
  }

  @Override
  public synchronized void report(String message) {
    told++;
    exchange
        .progressNotification(
            ProgressNotification.builder(token, (double) told)
                .message(VisibleText.of(message))
                .build())
        .subscribe(done -> {}, fault -> LOG.debug("progress was not told", fault));
  }
}
