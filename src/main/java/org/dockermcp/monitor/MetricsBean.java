package org.dockermcp.monitor;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** The server's metrics as read-only MBean attributes, named as in a scrape, labels included. */
final class MetricsBean implements DynamicMBean {
  private final MeterRegistry meters;

  MetricsBean(MeterRegistry meters) {
    this.meters = meters;
  }

  private record Value(String description, double number) {}

  private Map<String, Value> values() {
    Map<String, Value> values = new TreeMap<>();
    for (Meter meter : meters.getMeters()) {
      Meter.Id id = meter.getId();
      if (id.getName().startsWith(ServerMetrics.PREFIX)) {
        String description = Objects.requireNonNullElse(id.getDescription(), "");
        for (Measurement measured : meter.measure()) {
          String name = metric(id) + suffix(id, measured.getStatistic()) + labels(id);
          values.put(name, new Value(description, measured.getValue()));
        }
      }
    }
    return values;
  }

  /** The name of a metric as Prometheus has it. */
  static String metric(Meter.Id id) {
    String unit =
        switch (id.getType()) {
          case COUNTER -> "_total";
          case TIMER -> "_seconds";
          default -> "";
        };
    return NamingConvention.snakeCase.name(id.getName(), id.getType()) + unit;
  }

  private static String suffix(Meter.Id id, Statistic statistic) {
    if (id.getType() != Meter.Type.TIMER) {
      return "";
    }
    return switch (statistic) {
      case COUNT -> "_count";
      case TOTAL_TIME -> "_sum";
      default -> "_" + statistic.getTagValueRepresentation();
    };
  }

  private static String labels(Meter.Id id) {
    return id.getTags().isEmpty()
        ? ""
        : id.getTags().stream().map(MetricsBean::label).collect(Collectors.joining(",", "{", "}"));
  }

  private static String label(Tag tag) {
    return "%s=\"%s\"".formatted(tag.getKey(), tag.getValue());
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Value value = values().get(attribute);
    if (value == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return value.number();
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    Map<String, Value> values = values();
    AttributeList list = new AttributeList();
    for (String attribute : attributes) {
      Value value = values.get(attribute);
      if (value != null) {
        list.add(new Attribute(attribute, value.number()));
      }
    }
    return list;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " is read-only");
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

  /** Grows with the first call of each tool and code, as the metrics do. */
  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        values().entrySet().stream()
            .map(
                it ->
                    new MBeanAttributeInfo(
                        it.getKey(), "double", it.getValue().description(), true, false, false))
            .toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(
        MetricsBean.class.getName(), "metrics of docker-mcp", attributes, null, null, null);
  }
}
