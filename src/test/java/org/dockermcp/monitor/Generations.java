package org.dockermcp.monitor;

import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CliConnectorFactory;

/** Contexts as the server makes them for each state of the routes. */
final class Generations {
  private Generations() {}

  /** One that is built and not started. */
  static DefaultCamelContext context() {
    DefaultCamelContext camel = new DefaultCamelContext(false);
    camel.getCamelContextExtension().setName("docker-mcp");
    camel.disableJMX();
    camel.build();
    DefaultCliConnectorFactory none = new DefaultCliConnectorFactory();
    none.setEnabled(false);
    camel.getCamelContextExtension().addContextPlugin(CliConnectorFactory.class, none);
    return camel;
  }
}
