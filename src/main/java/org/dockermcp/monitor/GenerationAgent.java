package org.dockermcp.monitor;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
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

  /**
   * What has not been asked for yet, by name: to make its MBean costs more than to make its route,
   * and most are never asked for.
   */
  private final Map<ObjectName, Object> unmade = new ConcurrentHashMap<>();

  /** Apart from where they are, for one that is being made is in neither place. */
  private final Set<ObjectName> names = ConcurrentHashMap.newKeySet();

  GenerationAgent(CamelContext camel, PlatformBeans platform) {
    super(camel);
    this.platform = platform;
    // A thousand steps cost a start, and half a processor where somebody asks every second.
    setMBeansLevel(ManagementMBeansLevel.RoutesOnly);
    setMBeanServer(MBeanServerFactory.newMBeanServer(DEFAULT_DOMAIN));
  }

  /** The names of all that is registered, made or not. */
  Set<ObjectName> names() {
    return Set.copyOf(names);
  }

  /** The server, on which the MBean of this name is by then, if there is one. */
  synchronized MBeanServer serverWith(ObjectName name) {
    Object bean = unmade.remove(name);
    if (bean != null) {
      try {
        super.register(bean, name, false);
      } catch (JMException e) {
        throw new IllegalStateException(name + " cannot be seen over JMX", e);
      }
    }
    return getMBeanServer();
  }

  @Override
  public <T> T newProxyClient(ObjectName name, Class<T> type) {
    serverWith(name);
    return super.newProxyClient(name, type);
  }

  @Override
  public synchronized void register(Object bean, ObjectName name, boolean anew) throws JMException {
    if (anew) {
      unregister(name);
    }
    unmade.putIfAbsent(name, bean);
    names.add(name);
    platform.added(this, name);
  }

  @Override
  public synchronized void unregister(ObjectName name) throws JMException {
    names.remove(name);
    if (unmade.remove(name) == null) {
      super.unregister(name);
    }
    platform.removed(this, name);
  }

  @Override
  public boolean isRegistered(ObjectName name) {
    return unmade.containsKey(name) || super.isRegistered(name);
  }
}
