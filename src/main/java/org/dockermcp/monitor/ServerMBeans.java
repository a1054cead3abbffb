package org.dockermcp.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.dockermcp.routes.live.LiveRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own MBeans, {@code org.dockermcp:type=…}, registered until closed. */
final class ServerMBeans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerMBeans.class);

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> registered = new ArrayList<>();

  /** What cannot be registered is logged. */
  void register(MeterRegistry meters, LiveRoutes routes) {
    register("Metrics", new MetricsBean(meters));
    register("Routes", new RoutesBean(routes));
  }

  private void register(String type, Object bean) {
    try {
      ObjectName name = new ObjectName("org.dockermcp:type=" + type);
      platform.registerMBean(bean, name);
      registered.add(name);
    } catch (JMException e) {
      LOG.warn("cannot register the MBean {}", type, e);
    }
  }

  @Override
  public void close() {
    for (ObjectName name : registered) {
      try {
        platform.unregisterMBean(name);
      } catch (JMException e) {
        LOG.debug("cannot unregister the MBean {}", name, e);
      }
    }
    registered.clear();
  }
}
