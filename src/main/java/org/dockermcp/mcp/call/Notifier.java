package org.dockermcp.mcp.call;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sends one client a notification, in the order of the calls; what it no longer reads is lost. */
@FunctionalInterface
public interface Notifier {
  /** Sends a notification. */
  void send(String method, ObjectNode params);
}
