package org.dockermcp.engine;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Passes a stream's items to a consumer and then to the callback that waits for the stream's end;
 * bounds the stream in time. camel-docker's own waits have no bound.
 */
final class Tee<T> implements ResultCallback<T> {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final ResultCallback<T> target;
  private final Consumer<T> consumer;
  private final Future<?> limit;

  /**
   * @param target waits for the end
   * @param consumer gets each item first; a fault of its ends the stream with that fault
   * @param most how long the stream may last
   * @param atLimit what to do with the target then
   */
  Tee(
      ResultCallback<T> target,
      Consumer<T> consumer,
      Duration most,
      Consumer<ResultCallback<T>> atLimit) {
    this.target = target;
    this.consumer = consumer;
    this.limit = CLOCK.schedule(() -> atLimit.accept(target), most.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "stream-limits");
              thread.setDaemon(true);
              return thread;
            });
    // Otherwise each stream's buffers would live until its limit, however short the stream was.
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Ends the target's wait without an error. */
  static <T> void closeTarget(ResultCallback<T> target) {
    try {
      target.close();
    } catch (IOException e) {
      target.onError(e);
    }
  }

  @Override
  public void onStart(Closeable stream) {
    target.onStart(stream);
  }

  @Override
  public void onNext(T item) {
    try {
      consumer.accept(item);
      target.onNext(item);
    } catch (RuntimeException e) {
      target.onError(e);
    }
  }

  @Override
  public void onError(Throwable fault) {
    limit.cancel(false);
    target.onError(fault);
  }

  @Override
  public void onComplete() {
    limit.cancel(false);
    target.onComplete();
  }

  @Override
  public void close() throws IOException {
    limit.cancel(false);
    target.close();
  }
}
