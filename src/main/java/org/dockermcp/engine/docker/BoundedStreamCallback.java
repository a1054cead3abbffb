package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dockermcp.engine.EngineFault;

/**
 * Passes a stream's items to a consumer and then to the callback that waits for the stream's end;
 * bounds the stream in time. camel-docker's own waits have no bound.
 */
final class BoundedStreamCallback<T> implements ResultCallback<T> {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final ResultCallback<T> target;
  private final Consumer<T> consumer;
  private final Future<?> limit;
  private final AutoCloseable watch;

  /**
   * @param target waits for the end
   * @param consumer gets each item first; a fault of its ends the stream with that fault
   * @param most how long the stream may last
   * @param atLimit what to do with the target then
   * @param watching begins to watch for the engine's silence, given what to do then
   */
  BoundedStreamCallback(
      ResultCallback<T> target,
      Consumer<T> consumer,
      Duration most,
      Consumer<ResultCallback<T>> atLimit,
      Function<Runnable, AutoCloseable> watching) {
    this.target = target;
    this.consumer = consumer;
    this.watch = watching.apply(this::silent);
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

  private void silent() {
    onError(new EngineFault.Lost("the engine has given no sign of life while a stream was open"));
  }

  private void release() {
    limit.cancel(false);
    try {
      watch.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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
    release();
    target.onError(fault);
  }

  @Override
  public void onComplete() {
    release();
    target.onComplete();
  }

  @Override
  public void close() throws IOException {
    release();
    target.close();
  }
}
