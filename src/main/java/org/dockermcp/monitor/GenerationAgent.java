package org.dockermcp.monitor;

import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.management.DefaultManagementAgent;

/**
 * Registers one generation's MBeans with a server of its own, so that two generations can use the
 * same names, and tells the platform of each.
 */
final class GenerationAgent extends DefaultManagementAgent {
  private final PlatformBeans platform;

  GenerationAgent(CamelContext camel, PlatformBeans platform) {
    super(camel);
    this.platform = platform;
    // A thousand steps cost a start, and half a processor where somebody asks every second.
    setMBeansLevel(ManagementMBeansLevel.RoutesOnly);
    setMBeanServer(MBeanServerFactory.newMBeanServer(DEFAULT_DOMAIN));
  }

  /** The names of all that is registered. */
  Set<ObjectName> names() {
    try {
      return getMBeanServer().queryNames(new ObjectName(getMBeanObjectDomainName() + ":*"), null);
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void register(Object bean, ObjectName name, boolean anew) throws JMException {
    super.register(bean, name, anew);
    platform.added(this, name);
  }

  @Override
  public void unregister(ObjectName name) throws JMException {
    super.unregister(name);
    platform.removed(this, name);
  }
}
