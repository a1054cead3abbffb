package org.dockermcp.monitor;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.spi.CliConnector;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Connects the live routes to the {@code camel} command line with Camel's own connector.
 *
 * <p>One generation at a time: the connector's files bear the number of the process, and a stopped
 * connector removes them.
 */
final class CliConnection {
  private final boolean enabled;
  private final String mainClass;
  private @Nullable CliConnector connector;

  /**
   * @param mainClass the name of the class that the process was started with, which the command
   *     line shows
   */
  CliConnection(boolean enabled, String mainClass) {
    this.enabled = enabled;
    this.mainClass = mainClass;
  }

  /** Makes {@code camel trace} possible; before the context is started. */
  void prepare(CamelContext camel) {
    if (enabled) {
      camel.setBacklogTracingStandby(true);
    }
  }

  /** Connects this context in place of another. */
  synchronized void connect(CamelContext camel) {
    disconnect();
    if (enabled) {
      DefaultCliConnectorFactory factory = new DefaultCliConnectorFactory();
      factory.setRuntime("docker-mcp");
      factory.setRuntimeStartClass(mainClass);
      connector = factory.createConnector();
      CamelContextAware.trySetCamelContext(connector, camel);
      ServiceHelper.startService(connector);
    }
  }

  /** Removes the connector's files. May be called more than once. */
  synchronized void disconnect() {
    if (connector != null) {
      ServiceHelper.stopService(connector);
      connector = null;
    }
  }
}
