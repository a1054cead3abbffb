package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** That MBeans are those of the live generation, and that their names outlive it. */
class CamelBeansTest {
  private static final MBeanServer PLATFORM = ManagementFactory.getPlatformMBeanServer();

  private final CamelBeans beans = new CamelBeans();

  private DefaultCamelContext generation(String... routes) throws Exception {
    DefaultCamelContext camel = Generations.context();
    beans.prepare(camel);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            for (String route : routes) {
              from("direct:" + route).routeId(route).setBody(constant(route));
            }
          }
        });
    camel.start();
    return camel;
  }

  private static ObjectName route(String id) throws Exception {
    return new ObjectName("org.apache.camel:context=docker-mcp,type=routes,name=\"" + id + "\"");
  }

  private static Set<ObjectName> shown() throws Exception {
    return PLATFORM.queryNames(new ObjectName("org.apache.camel:context=docker-mcp,*"), null);
  }

  @Test
  void showsNothingOfAGenerationThatIsNotLive() throws Exception {
    try (DefaultCamelContext camel = generation("one")) {
      assertThat(shown()).isEmpty();
      beans.promoted(camel);
      assertThat(shown()).contains(route("one"));
      beans.retired(camel);
      assertThat(shown()).isEmpty();
    }
  }

  @Test
  void keepsTheNamesAndCountsOfTheLiveOneAcrossASwap() throws Exception {
    try (DefaultCamelContext before = generation("kept", "gone");
        DefaultCamelContext after = generation("kept", "come")) {
      beans.promoted(before);
      before.createProducerTemplate().requestBody("direct:kept", "");
      assertThat(PLATFORM.getAttribute(route("kept"), "ExchangesTotal")).isEqualTo(1L);

      beans.promoted(after);
      beans.retired(before);

      assertThat(shown()).contains(route("kept"), route("come")).doesNotContain(route("gone"));
      assertThat(PLATFORM.getAttribute(route("kept"), "ExchangesTotal")).isEqualTo(0L);
      before.stop();
      assertThat(shown()).contains(route("kept"));
      beans.retired(after);
    }
  }

  @Test
  void neverLacksANameThatBothGenerationsHave() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger missing = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    try (DefaultCamelContext one = generation("kept");
        DefaultCamelContext other = generation("kept")) {
      beans.promoted(one);
      Thread looking =
          new Thread(
              () -> {
                while (!over.get()) {
                  try {
                    PLATFORM.getAttribute(route("kept"), "State");
                  } catch (Exception e) {
                    missing.incrementAndGet();
                  }
                  looks.incrementAndGet();
                }
              });
      looking.start();
      for (int i = 0; i < 200 || looks.get() < 200; i++) {
        DefaultCamelContext next = i % 2 == 0 ? other : one;
        beans.promoted(next);
        beans.retired(next == one ? other : one);
      }
      over.set(true);
      looking.join();
      beans.retired(one);
      beans.retired(other);
    }

    assertThat(missing).hasValue(0);
    assertThat(shown()).isEmpty();
  }

  @Test
  void namesWhatIsBeingMadeForAReader() throws Exception {
    try (DefaultCamelContext camel = generation("one")) {
      GenerationAgent agent = new GenerationAgent(camel, new PlatformBeans());
      agent.start();
      for (int i = 0; i < 1_000; i++) {
        ObjectName name = new ObjectName("org.apache.camel:type=made,name=" + i);
        agent.register(new ReadingsBean(List.of()), name, false);
        Thread reader = new Thread(() -> agent.serverWith(name));
        reader.start();
        while (reader.isAlive()) {
          assertThat(agent.names()).contains(name);
        }
        reader.join();
      }
      agent.stop();
    }
  }

  @Test
  void stopsAndStartsARouteOfTheLiveOne() throws Exception {
    try (DefaultCamelContext camel = generation("tool")) {
      beans.promoted(camel);

      PLATFORM.invoke(route("tool"), "stop", new Object[0], new String[0]);
      assertThat(camel.getRouteController().getRouteStatus("tool").isStopped()).isTrue();
      PLATFORM.invoke(route("tool"), "start", new Object[0], new String[0]);

      assertThat(camel.getRouteController().getRouteStatus("tool").isStarted()).isTrue();
      beans.retired(camel);
    }
  }
}
