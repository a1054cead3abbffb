package org.dockermcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a client that gave no progress token how far its call is, as log messages in order. */
final class LogNotes implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(LogNotes.class);

  private final McpAsyncServerExchange exchange;
  private final String tool;

  /**
   * @param tool the tool's name, which the messages name as their logger
   */
  LogNotes(McpAsyncServerExchange exchange, String tool) {
    this.exchange = exchange;
    this.tool = tool;
  }

  @Override
  public synchronized void report(String message) {
    exchange
        .loggingNotification(
            LoggingMessageNotification.builder(LoggingLevel.INFO, VisibleText.of(message))
                .logger(tool)
                .build())
        .subscribe(done -> {}, fault -> LOG.debug("a log message was not told", fault));
  }
}
