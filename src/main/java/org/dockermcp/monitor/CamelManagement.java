package org.dockermcp.monitor;

import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.api.management.JmxSystemPropertyKeys;
import org.apache.camel.management.DefaultManagementAgent;
import org.apache.camel.management.JmxManagementLifecycleStrategy;
import org.apache.camel.management.JmxManagementStrategy;
import org.apache.camel.management.JmxManagementStrategyFactory;

/** Camel's own MBeans of the routes, under names that tell the generation. */
final class CamelManagement {
  private CamelManagement() {}

  /**
   * Has Camel register its MBeans when the context starts and remove them when it stops. {@code
   * -Dorg.apache.camel.jmx.disabled=true}, Camel's own switch, leaves it without.
   *
   * @param camel built and not started
   */
  static void enable(CamelContext camel, int generation) {
    if (Boolean.getBoolean(JmxSystemPropertyKeys.DISABLED)) {
      return;
    }
    DefaultManagementAgent agent = new DefaultManagementAgent(camel);
    agent.setManagementNamePattern("#name#-" + generation);
    // MBeans of a thousand steps would cost a start.
    agent.setMBeansLevel(ManagementMBeansLevel.RoutesOnly);
    JmxManagementStrategy strategy = new JmxManagementStrategy(camel, agent);
    strategy.setManagementObjectStrategy(new RouteObjectStrategy());
    camel.getManagementStrategy().getEventNotifiers().forEach(strategy::addEventNotifier);
    new JmxManagementStrategyFactory()
        .setupManagement(camel, strategy, new JmxManagementLifecycleStrategy(camel));
  }
}
