package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KeyedLocksTest {
  private final KeyedLocks locks = new KeyedLocks();

  @Test
  void onlyOneIsInsideAtATime() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 200; i++) {
      threads.execute(
          () -> {
            enter("a");
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            locks.leave("a");
          });
    }
    threads.shutdown();

    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void anotherKeyIsAnotherLock() throws InterruptedException {
    locks.enter("a");
    locks.enter("b");

    locks.leave("b");
    locks.leave("a");
  }

  @Test
  void anotherThreadMayLeave() throws InterruptedException {
    locks.enter("a");
    CompletableFuture.runAsync(() -> locks.leave("a")).join();

    locks.enter("a");
  }

  @Test
  void whoIsInterruptedWhileWaitingLeavesNothingBehind() throws InterruptedException {
    locks.enter("a");
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiter =
        new Thread(
            () -> {
              try {
                locks.enter("a");
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    waiter.start();
    waiter.interrupt();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    locks.leave("a");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> locks.leave("a"))
        .withMessage("nobody has entered 'a'");
  }

  private void enter(String key) {
    try {
      locks.enter(key);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
