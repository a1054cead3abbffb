package org.dockermcp.it.support;

import java.util.HashMap;
import java.util.Map;

/**
 * Servers that the test classes of a fork share, one for each settings, for starting one takes
 * longer than many tests.
 *
 * <p>A class that starts servers of its own alone finds none of them: they would clean up what it
 * wants to see cleaned up by its own.
 */
final class SharedServers {
  private static final Map<Map<String, String>, McpServerProcess> SERVERS = new HashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::closeAll, "shared-servers"));
  }

  private SharedServers() {}

  /** Starts one where there is none with these settings. */
  static synchronized McpServerProcess with(Map<String, String> settings) {
    return SERVERS.computeIfAbsent(settings, McpServerProcess::start);
  }

  /** Closes all; classes that come later get new ones. */
  static synchronized void closeAll() {
    SERVERS.values().forEach(McpServerProcess::close);
    SERVERS.clear();
  }
}
