package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;
import org.dockermcp.Eventually;
import org.dockermcp.engine.EngineFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineLivenessTest {
  private static final Duration SHORT = Duration.ofMillis(10);
  private static final Duration KNOWN = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final AtomicReference<Optional<String>> silence = new AtomicReference<>(Optional.empty());
  private final AtomicInteger pings = new AtomicInteger();
  private final CountDownLatch twoPings = new CountDownLatch(2);

  private EngineLiveness liveness() {
    return new EngineLiveness(
        limit -> {
          pings.incrementAndGet();
          twoPings.countDown();
          return silence.get();
        },
        SHORT,
        SHORT,
        KNOWN);
  }

  @Test
  void whatWaitsForAnEngineThatAnswersPingsMayWaitOn() throws InterruptedException {
    CountDownLatch givenUp = new CountDownLatch(1);
    try (EngineLiveness liveness = liveness()) {
      liveness.watch(SHORT, givenUp::countDown);
      assertThat(twoPings.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(givenUp.getCount()).isEqualTo(1);
    }
  }

  @Test
  void whatWaitsForASilentEngineIsGivenUpWhenItsPatienceEnds() throws InterruptedException {
    CountDownLatch givenUp = new CountDownLatch(1);
    CountDownLatch patient = new CountDownLatch(1);
    silence.set(Optional.of("no answer"));
    try (EngineLiveness liveness = liveness()) {
      liveness.watch(LONG, patient::countDown);
      liveness.watch(SHORT, givenUp::countDown);
      assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(patient.getCount()).isEqualTo(1);
    }
  }

  @Test
  void whileItIsSilentNothingMoreIsSentAndThenAllIsWell() throws InterruptedException {
    CountDownLatch givenUp = new CountDownLatch(1);
    silence.set(Optional.of("no answer"));
    try (EngineLiveness liveness = liveness()) {
      liveness.watch(KNOWN, givenUp::countDown);
      assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();

      assertThatExceptionOfType(EngineFault.Unavailable.class)
          .isThrownBy(() -> liveness.watch(LONG, () -> {}))
          .withMessage("the engine does not answer (no answer)");
      silence.set(Optional.empty());
      liveness.watch(LONG, () -> {}).close();
    }
  }

  /** Another that is as quick shows how time passes. */
  @Test
  void nothingIsAskedWhileNothingWaits() {
    AtomicInteger asked = new AtomicInteger();
    Function<Duration, Optional<String>> ping =
        limit -> {
          asked.incrementAndGet();
          return Optional.empty();
        };
    try (EngineLiveness idle = new EngineLiveness(ping, SHORT, SHORT, KNOWN);
        EngineLiveness clock = liveness()) {
      clock.watch(LONG, () -> {});
      EngineLiveness.Watch waiting = idle.watch(LONG, () -> {});
      await().until(() -> asked.get() > 0);
      waiting.close();
      // One may have been on its way.
      awaitPings(3);
      int before = asked.get();
      awaitPings(5);

      assertThat(asked).hasValue(before);
    }
  }

  private void awaitPings(int more) {
    int wanted = pings.get() + more;
    await().until(() -> pings.get() >= wanted);
  }

  private static ConditionFactory await() {
    return Eventually.within(Duration.ofSeconds(30));
  }
}
