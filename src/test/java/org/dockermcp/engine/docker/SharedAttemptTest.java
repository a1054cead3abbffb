package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SharedAttemptTest {
  private long now;
  private int attempts;
  private Duration takes = Duration.ZERO;
  private boolean fails = true;
  private final SharedAttempt<String> value =
      new SharedAttempt<>(this::make, Runnable::run, fault -> true, () -> now);

  private String make() {
    attempts++;
    now += takes.toNanos();
    if (fails) {
      throw new IllegalStateException("attempt " + attempts);
    }
    return "value";
  }

  private void failsAs(String message) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(value::get)
        .havingCause()
        .withMessage(message);
  }

  @Test
  void makesItsValueOnce() throws Exception {
    fails = false;

    assertThat(value.get()).isEqualTo("value");
    assertThat(value.get()).isEqualTo("value");
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void keepsASlowFailureForASecond() throws Exception {
    takes = Duration.ofSeconds(5);
    failsAs("attempt 1");
    now += Duration.ofSeconds(1).toNanos() - 1;
    failsAs("attempt 1");

    now++;
    fails = false;
    assertThat(value.get()).isEqualTo("value");
  }

  @Test
  void triesAgainAtOnceWhenAFailureIsForgotten() throws Exception {
    takes = Duration.ofSeconds(5);
    failsAs("attempt 1");

    value.forgetFailure();
    fails = false;
    assertThat(value.get()).isEqualTo("value");
    value.forgetFailure();
    assertThat(value.get()).isEqualTo("value");
    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void triesAgainAtOnceAfterAFailureThatTookNoTime() {
    failsAs("attempt 1");
    failsAs("attempt 2");
  }

  @Test
  void whoIsInterruptedLeavesTheAttemptToTheOthers() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    SharedAttempt<String> slow =
        new SharedAttempt<>(
            () -> {
              ready.await();
              return "value";
            },
            task -> new Thread(task).start(),
            fault -> true,
            System::nanoTime);
    CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> get(slow));

    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(slow::get);
    ready.countDown();

    assertThat(other.get()).isEqualTo("value");
  }

  private static String get(SharedAttempt<String> attempt) {
    try {
      return attempt.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givesItsValueBackOnceWhenItForgetsIt() throws Exception {
    assertThat(value.forget()).isEmpty();
    failsAs("attempt 1");
    assertThat(value.forget()).isEmpty();

    fails = false;
    value.get();
    assertThat(value.forget()).contains("value");
    assertThat(value.forget()).isEmpty();
  }

  @Test
  void anErrorIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    SharedAttempt<String> broken =
        new SharedAttempt<>(
            () -> {
              if (tries.getAndIncrement() == 0) {
                throw new NoClassDefFoundError("gone for a moment");
              }
              return "value";
            },
            Runnable::run,
            fault -> true,
            () -> now);

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(broken::get)
        .withCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(broken.get()).isEqualTo("value");
  }
}
