package org.dockermcp.mcp.call;

import java.nio.charset.StandardCharsets;

/**
 * Progress that was not sent yet, joined into one text of bounded length: messages a line each,
 * output as it came; what is over the limit is counted only. Not safe for use by many threads.
 */
final class PendingProgress {
  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private boolean endsMessage;
  private boolean hasMessage;
  private int messagesLeftOut;
  private long bytesLeftOut;

  /**
   * @param limit characters, which only a single message may exceed
   */
  PendingProgress(int limit) {
    this.limit = limit;
  }

  void addMessage(String message) {
    hasMessage = true;
    if (isCut() || (!text.isEmpty() && text.length() + message.length() >= limit)) {
      messagesLeftOut++;
    } else {
      startLine();
      text.append(message);
      endsMessage = true;
    }
  }

  void addOutput(String output) {
    // Once something is left out, all that follows is, or there would be a hole unseen.
    int kept = isCut() ? 0 : Math.min(output.length(), Math.max(0, limit - text.length()));
    if (kept < output.length()) {
      if (kept > 0 && Character.isHighSurrogate(output.charAt(kept - 1))) {
        kept--;
      }
      bytesLeftOut += output.substring(kept).getBytes(StandardCharsets.UTF_8).length;
    }
    if (kept > 0) {
      if (endsMessage) {
        startLine();
      }
      text.append(output, 0, kept);
      endsMessage = false;
    }
  }

  private boolean isCut() {
    return messagesLeftOut > 0 || bytesLeftOut > 0;
  }

  private void startLine() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  boolean isEmpty() {
    return text.isEmpty() && !isCut();
  }

  /** Whether it is output alone. */
  boolean isOutput() {
    return !hasMessage;
  }

  /** Gives the text with what was left out of it, and forgets it. */
  String take() {
    if (messagesLeftOut > 0) {
      startLine();
      text.append("[… ").append(messagesLeftOut).append(" messages not shown here …]");
    }
    if (bytesLeftOut > 0) {
      text.append("\n[… ").append(bytesLeftOut).append(" bytes not shown here …]\n");
    }
    String taken = text.toString();
    text.setLength(0);
    endsMessage = false;
    hasMessage = false;
    messagesLeftOut = 0;
    bytesLeftOut = 0;
    return taken;
  }
}
