package org.dockermcp.routes.step;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A context with routes of a text, as the server has them. */
final class YamlRoutes implements AutoCloseable {
  private final CamelContext camel = new DefaultCamelContext();

  YamlRoutes(Map<String, Object> beans, String yaml) throws Exception {
    beans.forEach(camel.getRegistry()::bind);
    camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    camel.addLifecycleStrategy(new RouteVariables());
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("file:test.camel.yaml", yaml));
    camel.start();
  }

  /** What the route of that name ends with. */
  Object call(String route, Object body) {
    return camel.createProducerTemplate().requestBody("direct:" + route, body);
  }

  @Override
  public void close() {
    camel.stop();
  }
}
