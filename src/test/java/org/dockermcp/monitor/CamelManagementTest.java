package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The MBeans of the routes: their names, and what operators do with them. */
class CamelManagementTest {
  private static final MBeanServer PLATFORM = ManagementFactory.getPlatformMBeanServer();

  private static DefaultCamelContext started(int generation, String... routes) throws Exception {
    DefaultCamelContext camel = Generations.context(routes);
    CamelManagement.enable(camel, generation);
    camel.start();
    return camel;
  }

  private static ObjectName route(int generation, String id) throws Exception {
    return new ObjectName(
        "org.apache.camel:context=docker-mcp-%d,type=routes,name=\"%s\"".formatted(generation, id));
  }

  private static Set<String> types(int generation) throws Exception {
    ObjectName all =
        new ObjectName("org.apache.camel:context=docker-mcp-%d,*".formatted(generation));
    return PLATFORM.queryNames(all, null).stream()
        .map(name -> name.getKeyProperty("type"))
        .collect(Collectors.toSet());
  }

  @Test
  void namesTellTheGenerationAndEndWithIt() throws Exception {
    try (DefaultCamelContext before = started(1, "kept", "gone");
        DefaultCamelContext after = started(2, "kept", "come")) {
      before.createProducerTemplate().requestBody("direct:kept", "");

      assertThat(PLATFORM.getAttribute(route(1, "kept"), "ExchangesTotal")).isEqualTo(1L);
      assertThat(PLATFORM.getAttribute(route(2, "kept"), "ExchangesTotal")).isEqualTo(0L);
      assertThat(PLATFORM.isRegistered(route(2, "gone"))).isFalse();
      before.stop();
      assertThat(types(1)).isEmpty();
      assertThat(PLATFORM.isRegistered(route(2, "come"))).isTrue();
      after.stop();
      assertThat(types(2)).isEmpty();
    }
  }

  @Test
  void stopsAndStartsARoute() throws Exception {
    try (DefaultCamelContext camel = started(1, "tool")) {
      PLATFORM.invoke(route(1, "tool"), "stop", new Object[0], new String[0]);
      assertThat(camel.getRouteController().getRouteStatus("tool").isStopped()).isTrue();

      PLATFORM.invoke(route(1, "tool"), "start", new Object[0], new String[0]);

      assertThat(camel.getRouteController().getRouteStatus("tool").isStarted()).isTrue();
    }
  }

  @Test
  void leavesOutWhatWouldCostAStart() throws Exception {
    try (DefaultCamelContext camel = started(1, "tool")) {
      assertThat(camel.getRoutes()).hasSize(1);
      assertThat(types(1))
          .contains("context", "routes")
          .doesNotContain("endpoints", "consumers", "producers", "processors");
    }
  }
}
