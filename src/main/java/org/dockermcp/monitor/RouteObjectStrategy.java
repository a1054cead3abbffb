package org.dockermcp.monitor;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Leaves endpoints, consumers and producers without MBeans: hundreds of them would cost a start,
 * and show nothing that the routes' do not.
 */
final class RouteObjectStrategy extends DefaultManagementObjectStrategy {
  @Override
  public @Nullable Object getManagedObjectForEndpoint(CamelContext context, Endpoint endpoint) {
    return null;
  }

  @Override
  public @Nullable Object getManagedObjectForConsumer(CamelContext context, Consumer consumer) {
    return null;
  }

  @Override
  public @Nullable Object getManagedObjectForProducer(CamelContext context, Producer producer) {
    return null;
  }
}
