package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

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
  void onlyOneHoldsALockAtATime() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 200; i++) {
      var unused =
          threads.submit(
              () -> {
                AutoCloseable lock = locks.acquire("a");
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                lock.close();
                return null;
              });
    }
    threads.shutdown();

    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void anotherKeyIsAnotherLock() throws Exception {
    AutoCloseable a = locks.acquire("a");
    locks.acquire("b").close();
    a.close();
  }

  @Test
  void anotherThreadMayRelease() throws Exception {
    AutoCloseable lock = locks.acquire("a");
    CompletableFuture.runAsync(() -> close(lock)).join();

    locks.acquire("a").close();
  }

  @Test
  void aWaitThatIsInterruptedLeavesNothingBehind() throws Exception {
    AutoCloseable lock = locks.acquire("a");
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiter =
        new Thread(
            () -> {
              try {
                close(locks.acquire("a"));
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    waiter.start();
    waiter.interrupt();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    lock.close();
    locks.acquire("a").close();
  }

  private static void close(AutoCloseable lock) {
    try {
      lock.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
