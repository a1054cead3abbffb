package org.dockermcp.monitor;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CliConnectorFactory;

/** Contexts as the server makes them for each generation of the routes. */
final class Generations {
  private Generations() {}

  /** One that is built and not started, with routes that answer with their names. */
  static DefaultCamelContext context(String... routes) throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext(false);
    camel.getCamelContextExtension().setName("docker-mcp");
    camel.disableJMX();
    camel.build();
    DefaultCliConnectorFactory none = new DefaultCliConnectorFactory();
    none.setEnabled(false);
    camel.getCamelContextExtension().addContextPlugin(CliConnectorFactory.class, none);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            for (String route : routes) {
              from("direct:" + route).routeId(route).setBody(constant(route));
            }
          }
        });
    return camel;
  }
}
