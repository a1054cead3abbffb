package org.dockermcp.monitor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.dockermcp.routes.live.LiveRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own MBeans, {@code org.dockermcp:type=…}, for as long as it is watched. */
final class OwnBeans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnBeans.class);

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> registered = new ArrayList<>();

  OwnBeans(List<Reading> readings, LiveRoutes routes) {
    Map<String, List<Reading>> byBean = new LinkedHashMap<>();
    for (Reading reading : readings) {
      byBean.computeIfAbsent(reading.bean(), bean -> new ArrayList<>()).add(reading);
    }
    byBean.forEach((bean, some) -> register(bean, new ReadingsBean(some)));
    register("Routes", new RoutesBean(routes));
  }

  private void register(String bean, DynamicMBean mbean) {
    try {
      ObjectName name = new ObjectName("org.dockermcp:type=" + bean);
      platform.registerMBean(mbean, name);
      registered.add(name);
    } catch (JMException e) {
      LOG.warn("{} cannot be seen over JMX", bean, e);
    }
  }

  @Override
  public void close() {
    for (ObjectName name : registered) {
      try {
        platform.unregisterMBean(name);
      } catch (JMException e) {
        LOG.debug("{} was gone already", name, e);
      }
    }
    registered.clear();
  }
}
