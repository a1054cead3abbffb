package org.dockermcp.engine.docker;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first needed, in one attempt for all who need it meanwhile; safe
 * for use by many threads.
 *
 * <p>A failure that is worth keeping is kept for as long as the attempt took, a second at most, so
 * that who comes right after it need not wait as long.
 */
final class SharedAttempt<T> {
  private static final long LONGEST_KEPT = TimeUnit.SECONDS.toNanos(1);

  private final Callable<T> source;
  private final Executor threads;
  private final Predicate<Exception> isKept;
  private final LongSupplier nanos;
  private @Nullable Attempt current;

  /**
   * @param source makes the value
   * @param threads run it
   * @param isKept whether a failure is kept for a while; else the next caller tries again
   * @param nanos the time, of any origin
   */
  SharedAttempt(
      Callable<T> source, Executor threads, Predicate<Exception> isKept, LongSupplier nanos) {
    this.source = source;
    this.threads = threads;
    this.isKept = isKept;
    this.nanos = nanos;
  }

  private final class Attempt implements Callable<T> {
    private final FutureTask<T> result = new FutureTask<>(this);
    private final long began = nanos.getAsLong();
    private long expires;
    private volatile boolean failed;

    @Override
    public T call() throws Exception {
      try {
        return source.call();
      } catch (Exception e) {
        failed(isKept.test(e));
        throw e;
      } catch (Throwable e) {
        failed(false);
        throw e;
      }
    }

    private void failed(boolean kept) {
      long now = nanos.getAsLong();
      expires = kept ? now + Math.min(now - began, LONGEST_KEPT) : now;
      failed = true;
    }

    private boolean isExpired() {
      return failed && nanos.getAsLong() - expires >= 0;
    }
  }

  /**
   * Gives the value, made now if there is none.
   *
   * @throws ExecutionException with what it could not be made for
   * @throws InterruptedException when this thread is; the attempt goes on for the others
   */
  T get() throws ExecutionException, InterruptedException {
    return current().result.get();
  }

  private synchronized Attempt current() {
    if (current == null || current.isExpired()) {
      Attempt next = new Attempt();
      // One that no thread could be had for would never come to an end.
      threads.execute(next.result);
      current = next;
    }
    return current;
  }

  /** Forgets a failure that is kept, so that the next who needs the value tries again. */
  synchronized void forgetFailure() {
    if (current != null && current.failed) {
      current = null;
    }
  }

  /** Forgets the value and gives it; an attempt that is under way is interrupted. */
  synchronized Optional<T> forget() {
    Attempt forgotten = current;
    current = null;
    if (forgotten == null || forgotten.result.cancel(true)) {
      return Optional.empty();
    }
    try {
      return Optional.of(forgotten.result.get());
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      // It is done, so there was nothing to wait for.
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
