package org.dockermcp.monitor;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.JmxSystemPropertyKeys;
import org.apache.camel.management.JmxManagementLifecycleStrategy;
import org.apache.camel.management.JmxManagementStrategy;
import org.apache.camel.management.JmxManagementStrategyFactory;

/** Camel's own MBeans: always those of the live generation, under the same names. */
final class CamelBeans {
  private final PlatformBeans platform = new PlatformBeans();

  /**
   * Before a generation is started. Camel's own switch, {@code
   * -Dorg.apache.camel.jmx.disabled=true}, leaves it without MBeans.
   */
  void prepare(CamelContext camel) {
    if (Boolean.getBoolean(JmxSystemPropertyKeys.DISABLED)) {
      return;
    }
    GenerationAgent agent = new GenerationAgent(camel, platform);
    JmxManagementStrategy strategy = new JmxManagementStrategy(camel, agent);
    camel.getManagementStrategy().getEventNotifiers().forEach(strategy::addEventNotifier);
    new JmxManagementStrategyFactory()
        .setupManagement(camel, strategy, new JmxManagementLifecycleStrategy(camel));
  }

  void promoted(CamelContext camel) {
    agent(camel).ifPresent(platform::promoted);
  }

  void retired(CamelContext camel) {
    agent(camel).ifPresent(platform::retired);
  }

  private static Optional<GenerationAgent> agent(CamelContext camel) {
    return camel.getManagementStrategy().getManagementAgent() instanceof GenerationAgent agent
        ? Optional.of(agent)
        : Optional.empty();
  }
}
