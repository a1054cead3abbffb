package org.dockermcp.monitor;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the live generation's MBeans on the platform's server; safe for use by many threads.
 *
 * <p>A name that two generations share stays registered when one follows the other, and answers for
 * the live one.
 */
final class PlatformBeans {
  private static final Logger LOG = LoggerFactory.getLogger(PlatformBeans.class);

  private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
  private final Set<ObjectName> shown = new HashSet<>();
  private volatile @Nullable GenerationAgent live;

  /** Shows this generation's, in place of another's. */
  synchronized void promoted(GenerationAgent agent) {
    live = agent;
    Set<ObjectName> wanted = agent.names();
    Set.copyOf(shown).stream().filter(name -> !wanted.contains(name)).forEach(this::hide);
    wanted.forEach(this::show);
  }

  /** Shows nothing of this generation any more; nothing changes if another is live. */
  synchronized void retired(GenerationAgent agent) {
    if (agent == live) {
      live = null;
      Set.copyOf(shown).forEach(this::hide);
    }
  }

  synchronized void added(GenerationAgent agent, ObjectName name) {
    if (agent == live) {
      show(name);
    }
  }

  synchronized void removed(GenerationAgent agent, ObjectName name) {
    if (agent == live) {
      hide(name);
    }
  }

  private void show(ObjectName name) {
    if (!shown.contains(name)) {
      try {
        platform.registerMBean(new ForwardingBean(name, () -> server(name)), name);
        shown.add(name);
      } catch (JMException e) {
        LOG.warn("{} cannot be seen over JMX", name, e);
      }
    }
  }

  private void hide(ObjectName name) {
    if (shown.remove(name)) {
      try {
        platform.unregisterMBean(name);
      } catch (JMException e) {
        LOG.debug("{} was gone already", name, e);
      }
    }
  }

  private MBeanServer server(ObjectName name) {
    GenerationAgent agent = live;
    if (agent == null) {
      throw new IllegalStateException("no routes are at work");
    }
    return agent.serverWith(name);
  }
}
