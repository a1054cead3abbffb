package org.dockermcp.routes.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose a variable is. */
@Timeout(60)
class RouteVariablesTest {
  private static final int CALLS = 50;

  /** What the routes call. */
  public static final class Steps {
    private final CyclicBarrier all = new CyclicBarrier(CALLS);

    /** Waits until all calls have come this far. */
    public void meet() throws Exception {
      all.await(20, TimeUnit.SECONDS);
    }

    public void fail() {
      throw new IllegalStateException("failed");
    }

    public int less(int number) {
      return number - 1;
    }
  }

  private static Object call(String yaml, Object body) throws Exception {
    try (YamlRoutes routes = new YamlRoutes(Map.of("steps", new Steps()), yaml)) {
      return routes.call("a", body);
    }
  }

  @Test
  void isNotSeenInARouteThatIsCalled() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: x, constant: mine},
            to: direct:b]}}
        - route: {id: b, from: {uri: direct:b, steps: [
            setBody: {simple: "<${variable.x}>"}]}}
        """;

    assertThat(call(yaml, "")).isEqualTo("<>");
  }

  @Test
  void isKeptWhileARouteThatIsCalledHasOneOfItsName() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: x, constant: mine},
            to: direct:b,
            setBody: {simple: "${variable.x} ${variable.y}"}]}}
        - route: {id: b, from: {uri: direct:b, steps: [
            setVariable: {name: x, constant: theirs},
            setVariable: {name: y, constant: theirs}]}}
        """;

    assertThat(call(yaml, "")).isEqualTo("mine ");
  }

  @Test
  void isKeptWhenARouteThatIsCalledFails() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: x, constant: mine},
            doTry: {
              steps: [to: direct:b],
              doCatch: [{exception: [java.lang.Throwable], steps: [
                setBody: {simple: "${variable.x}"}]}]}]}}
        - route: {id: b, from: {uri: direct:b, steps: [
            setVariable: {name: x, constant: theirs},
            bean: {ref: steps, method: fail}]}}
        """;

    assertThat(call(yaml, "")).isEqualTo("mine");
  }

  @Test
  void isAnotherOneInEachCallOfARouteByItself() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: x, simple: "${body}"},
            filter: {simple: "${body} > 0", steps: [
              bean: {ref: steps, method: "less(${body})"},
              to: direct:a]},
            setBody: {simple: "${body} ${variable.x}"}]}}
        """;

    assertThat(call(yaml, 3)).isEqualTo("0 0 1 2 3");
  }

  @Test
  void callAndSandboxAreThoseOfAllRoutes() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: call, constant: c},
            to: direct:b,
            setBody: {simple: "${body} ${variable.sandbox}"}]}}
        - route: {id: b, from: {uri: direct:b, steps: [
            setVariable: {name: sandbox, constant: s},
            setBody: {simple: "${variable.call}"}]}}
        """;

    assertThat(call(yaml, "")).isEqualTo("c s");
  }

  @Test
  void takesWhatARouteIsCalledFor() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: x, constant: mine},
            to: {uri: direct:b, variableSend: x, variableReceive: y},
            setBody: {simple: "${body} ${variable.y}"}]}}
        - route: {id: b, from: {uri: direct:b, variableReceive: x, steps: [
            setBody: {simple: "got ${variable.x}"}]}}
        """;

    assertThat(call(yaml, "body")).isEqualTo("body got mine");
  }

  @Test
  void isSeenInThePartsOfASplit() throws Exception {
    String yaml =
        """
        - route: {id: a, from: {uri: direct:a, steps: [
            setVariable: {name: x, constant: mine},
            split: {
              simple: "${body}",
              aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy",
              parallelProcessing: true,
              steps: [
                to: direct:b,
                setBody: {simple: "${body}${variable.x}"}]}]}}
        - route: {id: b, from: {uri: direct:b, steps: [
            setVariable: {name: x, simple: "${body}"},
            setBody: {simple: "${variable.x}-"}]}}
        """;

    assertThat(call(yaml, List.of(1, 2, 3)))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder("1-mine", "2-mine", "3-mine");
  }

  private static final String CONCURRENT =
      """
      - route: {id: a, from: {uri: direct:a, steps: [
          setVariable: {name: NAME, simple: "${body}"},
          to: direct:b,
          setBody: {simple: "${variable.NAME}"}]}}
      - route: {id: b, from: {uri: direct:b, steps: [
          setVariable: {name: NAME, constant: theirs},
          bean: {ref: steps, method: meet}]}}
      """;

  private static List<Object> callAtOnce(String name) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS);
    try (YamlRoutes routes =
        new YamlRoutes(Map.of("steps", new Steps()), CONCURRENT.replace("NAME", name))) {
      List<Callable<Object>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        String body = "call " + i;
        calls.add(() -> routes.call("a", body));
      }
      List<Object> answers = new ArrayList<>();
      for (Future<Object> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void isNotThatOfAnotherCallAtTheSameTime() throws Exception {
    List<Object> answers = callAtOnce("x");

    for (int i = 0; i < CALLS; i++) {
      assertThat(answers.get(i)).isEqualTo("call " + i);
    }
  }

  /** The reason for this class. */
  @Test
  void camelsRouteVariablesAreSharedByConcurrentCalls() throws Exception {
    assertThat(callAtOnce("route:x").stream().distinct()).hasSize(1);
  }
}
