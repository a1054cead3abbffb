package org.dockermcp.monitor;

import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceNotFoundException;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.OperationsException;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** An MBean that is another one of its name, on whichever server has it now. */
final class ForwardingBean implements DynamicMBean, MBeanRegistration {
  /** What is told until it is registered, which asks for it and uses the class alone. */
  private static final MBeanInfo NONE =
      new MBeanInfo(ForwardingBean.class.getName(), "", null, null, null, null);

  private final ObjectName name;
  private final Supplier<MBeanServer> server;
  private volatile boolean registered;

  ForwardingBean(ObjectName name, Supplier<MBeanServer> server) {
    this.name = name;
    this.server = server;
  }

  @Override
  public Object getAttribute(String attribute)
      throws AttributeNotFoundException, MBeanException, ReflectionException {
    try {
      return server.get().getAttribute(name, attribute);
    } catch (InstanceNotFoundException e) {
      throw new MBeanException(e);
    }
  }

  @Override
  public void setAttribute(Attribute attribute)
      throws AttributeNotFoundException,
          InvalidAttributeValueException,
          MBeanException,
          ReflectionException {
    try {
      server.get().setAttribute(name, attribute);
    } catch (InstanceNotFoundException e) {
      throw new MBeanException(e);
    }
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    try {
      return server.get().getAttributes(name, attributes);
    } catch (InstanceNotFoundException | ReflectionException e) {
      return new AttributeList();
    }
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    try {
      return server.get().setAttributes(name, attributes);
    } catch (InstanceNotFoundException | ReflectionException e) {
      return new AttributeList();
    }
  }

  @Override
  public @Nullable Object invoke(
      String operation, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
      throws MBeanException, ReflectionException {
    try {
      return server.get().invoke(name, operation, arguments, signature);
    } catch (InstanceNotFoundException e) {
      throw new MBeanException(e);
    }
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    if (!registered) {
      return NONE;
    }
    try {
      return server.get().getMBeanInfo(name);
    } catch (OperationsException | ReflectionException e) {
      throw new IllegalStateException(name + " is gone", e);
    }
  }

  @Override
  public ObjectName preRegister(MBeanServer platform, ObjectName asked) {
    return name;
  }

  @Override
  public void postRegister(Boolean done) {
    registered = done;
  }

  @Override
  public void preDeregister() {}

  @Override
  public void postDeregister() {}
}
