package org.dockermcp.monitor;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.dockermcp.settings.Settings.CamelCli;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the live generation to the {@code camel} command line, one at a time.
 *
 * <p>What cannot be connected, for want of a home perhaps, is logged, and the server goes on.
 */
final class CliConnection {
  private static final Logger LOG = LoggerFactory.getLogger(CliConnection.class);

  private final CamelCli may;
  private final CliFiles files;
  private final Runnable stop;
  private @Nullable CliConnector connector;

  /**
   * @param home of the user
   * @param stop ends the server
   */
  CliConnection(CamelCli may, Path home, Runnable stop) {
    this.may = may;
    this.files = new CliFiles(home);
    this.stop = stop;
  }

  /** Before a generation is started. */
  void prepare(CamelContext camel) {
    if (may != CamelCli.OFF) {
      camel.setBacklogTracingStandby(true);
    }
  }

  synchronized void promoted(CamelContext camel) {
    end();
    if (may != CamelCli.OFF) {
      CliConnector next = new CliConnector(camel, files, may, stop);
      try {
        next.start();
        connector = next;
      } catch (RuntimeException e) {
        LOG.warn("the camel command line cannot see this server: {}", e.toString());
      }
    }
  }

  synchronized void retired(CamelContext camel) {
    if (connector != null && connector.getCamelContext() == camel) {
      end();
    }
  }

  private void end() {
    if (connector != null) {
      connector.stop();
      connector = null;
    }
  }
}
