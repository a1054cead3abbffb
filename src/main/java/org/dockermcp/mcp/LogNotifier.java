package org.dockermcp.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the progress of a call without a progress token as log messages, in order. */
final class LogNotifier implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(LogNotifier.class);

  private final McpAsyncServerExchange exchange;
  private final String tool;

  /**
   * @param tool the tool's name, which the messages have as their logger
   */
  LogNotifier(McpAsyncServerExchange exchange, String tool) {
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
        .subscribe(done -> {}, fault -> LOG.debug("a log message could not be sent", fault));
  }
}
