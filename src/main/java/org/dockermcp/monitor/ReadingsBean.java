package org.dockermcp.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** An MBean of readings, each with its meaning; nothing of it can be changed. */
final class ReadingsBean implements DynamicMBean {
  private final Map<String, Reading> readings = new LinkedHashMap<>();

  ReadingsBean(List<Reading> readings) {
    readings.forEach(reading -> this.readings.put(reading.attribute(), reading));
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Reading reading = readings.get(attribute);
    if (reading == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return (long) reading.value().getAsDouble();
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    AttributeList list = new AttributeList();
    for (String attribute : attributes) {
      Reading reading = readings.get(attribute);
      if (reading != null) {
        list.add(new Attribute(attribute, (long) reading.value().getAsDouble()));
      }
    }
    return list;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " can only be read");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(
      String operation, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
      throws ReflectionException {
    throw new ReflectionException(new NoSuchMethodException(operation));
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        readings.values().stream()
            .map(
                reading ->
                    new MBeanAttributeInfo(
                        reading.attribute(), "long", reading.meaning(), true, false, false))
            .toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(
        ReadingsBean.class.getName(), "readings of docker-mcp", attributes, null, null, null);
  }
}
