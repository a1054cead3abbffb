package org.dockermcp.routes.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a resource is acquired and released around steps. */
@Timeout(60)
class BracketTest {
  /** What happened, in order. */
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

  private final CountDownLatch waiting = new CountDownLatch(1);

  private final Map<String, Object> beans =
      Map.of(
          "room", Bracket.of(String.class, this::enter),
          "door", Bracket.of(String.class, "key", this::enter),
          "locked", Bracket.of(String.class, BracketTest::refuse),
          "leaky", Bracket.of(String.class, this::enterLeaky),
          "steps", new Steps());

  /** What the routes call. */
  public final class Steps {
    public String work(Object body) {
      happened.add("work " + body);
      return "done";
    }

    public Object fail(Object body) throws IOException {
      throw new IOException("failed at " + body);
    }

    public void await() throws InterruptedException {
      waiting.countDown();
      new CountDownLatch(1).await();
    }

    /** Ends with the thread interrupted, as what was cancelled and did not wait any more. */
    public void beInterrupted() {
      Thread.currentThread().interrupt();
    }

    /** Also clears it. */
    public boolean wasInterrupted() {
      return Thread.interrupted();
    }
  }

  private AutoCloseable enter(String name) {
    happened.add("enter " + name);
    return () -> {
      happened.add("leave " + name + (Thread.interrupted() ? " interrupted" : ""));
    };
  }

  private static AutoCloseable refuse(String name) throws IOException {
    throw new IOException("no " + name);
  }

  private AutoCloseable enterLeaky(String name) {
    return () -> {
      throw new IOException("cannot leave " + name);
    };
  }

  private Object call(String steps, Object body) throws Exception {
    String yaml = "- route: {id: a, from: {uri: direct:a, steps: [%s]}}%n".formatted(steps.strip());
    try (YamlRoutes routes = new YamlRoutes(beans, yaml)) {
      return routes.call("a", body);
    }
  }

  @Test
  void holdsTheResourceWhileTheStepsRun() throws Exception {
    Object answer =
        call(
            """
            policy: {ref: room, steps: [bean: {ref: steps, method: work}]},
            bean: {ref: steps, method: work}
            """,
            "x");

    assertThat(answer).isEqualTo("done");
    assertThat(happened).containsExactly("enter x", "work x", "leave x", "work done");
  }

  @Test
  void acquiresForAVariableWhenTheBodyIsOfAnotherType() throws Exception {
    call(
        """
        setVariable: {name: key, constant: k},
        policy: {ref: door, steps: [bean: {ref: steps, method: work}]}
        """,
        7);

    assertThat(happened).containsExactly("enter k", "work 7", "leave k");
  }

  @Test
  void acquiresForTheBodyBeforeTheVariable() throws Exception {
    call(
        """
        setVariable: {name: key, constant: k},
        policy: {ref: door, steps: [bean: {ref: steps, method: work}]}
        """,
        "b");

    assertThat(happened).containsExactly("enter b", "work b", "leave b");
  }

  @Test
  void releasesInReverseOrder() throws Exception {
    call(
        """
        policy: {ref: room, steps: [
          setBody: {constant: y},
          policy: {ref: room, steps: [bean: {ref: steps, method: work}]}]}
        """,
        "x");

    assertThat(happened).containsExactly("enter x", "enter y", "work y", "leave y", "leave x");
  }

  @Test
  void releasesBeforeAFailureIsCaught() throws Exception {
    Object answer =
        call(
            """
            doTry: {
              steps: [policy: {ref: room, steps: [bean: {ref: steps, method: fail}]}],
              doCatch: [{exception: [java.io.IOException], steps: [
                setBody: {simple: "${exception.message}"},
                bean: {ref: steps, method: work},
                setBody: {simple: "${exception.message}"}]}]}
            """,
            "x");

    assertThat(answer).isEqualTo("failed at x");
    assertThat(happened).containsExactly("enter x", "leave x", "work failed at x");
  }

  @Test
  void runsNoStepWhenTheResourceCannotBeAcquired() {
    assertThatThrownBy(
            () ->
                call(
                    """
                    policy: {ref: room, steps: [
                      policy: {ref: locked, steps: [bean: {ref: steps, method: work}]}]}
                    """,
                    "x"))
        .hasRootCauseMessage("no x");

    assertThat(happened).containsExactly("enter x", "leave x");
  }

  @Test
  void failsWhenTheReleaseFails() {
    assertThatThrownBy(() -> call("policy: {ref: leaky, steps: [stop: {}]}", "x"))
        .hasRootCauseMessage("cannot leave x");
  }

  @Test
  void keepsTheFirstFailureWhenTheReleaseFailsToo() {
    assertThatThrownBy(
            () -> call("policy: {ref: leaky, steps: [bean: {ref: steps, method: fail}]}", "x"))
        .rootCause()
        .hasMessage("failed at x")
        .satisfies(
            first ->
                assertThat(first.getSuppressed())
                    .singleElement()
                    .asString()
                    .isEqualTo("java.io.IOException: cannot leave x"));
  }

  @Test
  void releasesWhenTheStepsAreStopped() throws Exception {
    call("policy: {ref: room, steps: [stop: {}]}, bean: {ref: steps, method: work}", "x");

    assertThat(happened).containsExactly("enter x", "leave x");
  }

  @Test
  void releasesWhenTheStepsAreInterrupted() throws Exception {
    FutureTask<Object> task =
        new FutureTask<>(
            () -> call("policy: {ref: room, steps: [bean: {ref: steps, method: await}]}", "x"));
    Thread thread = new Thread(task);
    thread.start();
    waiting.await();
    thread.interrupt();

    assertThatThrownBy(task::get).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(happened).containsExactly("enter x", "leave x");
  }

  @Test
  void releasesUninterruptedOnAnInterruptedThread() throws Exception {
    Object interrupted =
        call(
            """
            policy: {ref: room, steps: [bean: {ref: steps, method: beInterrupted}]},
            bean: {ref: steps, method: wasInterrupted}
            """,
            "x");

    assertThat(happened).containsExactly("enter x", "leave x");
    assertThat(interrupted).isEqualTo(true);
  }

  @Test
  void releasesOnceForManyConcurrentMessages() throws Exception {
    call(
        """
        split: {simple: "${body}", parallelProcessing: true, steps: [
          policy: {ref: room, steps: [bean: {ref: steps, method: work}]}]}
        """,
        List.of("a", "b", "c", "d"));

    for (String name : List.of("a", "b", "c", "d")) {
      assertThat(happened).containsSubsequence("enter " + name, "work " + name, "leave " + name);
    }
    assertThat(happened).hasSize(12);
  }

  @Test
  void tellsWhatItNeeds() {
    assertThatThrownBy(() -> call("policy: {ref: door, steps: [stop: {}]}", 7))
        .hasRootCauseMessage(
            "needs a String in the body or in the variable 'key', which are Integer and empty");
    assertThatThrownBy(() -> call("policy: {ref: room, steps: [stop: {}]}", 7))
        .hasRootCauseMessage("needs a String in the body, which is Integer");
  }
}
