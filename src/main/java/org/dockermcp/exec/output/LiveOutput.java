package org.dockermcp.exec.output;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.tool.Progress;

/**
 * Tells a command's output while it is made: the first at once, then what came meanwhile in one
 * message, both streams in the order they came, whole characters only.
 *
 * <p>Taking output never waits for whoever is told; what comes faster than can be told is counted
 * instead, so memory and messages stay small. Safe for use by many threads.
 */
public final class LiveOutput implements OutputSink {
  /** At most this much in one message, in bytes. */
  static final int LONGEST = 8192;

  /** Between two messages: eight a second, so that the last one makes no more than ten. */
  static final Duration PAUSE = Duration.ofMillis(125);

  /** One thread for each call at most, for a client that does not read keeps its own waiting. */
  private static final Executor TELLERS = Executors.newCachedThreadPool(LiveOutput::teller);

  private final Progress progress;
  private final BiConsumer<Runnable, Duration> later;
  private final LongSupplier nanos;

  /** Held while telling, so that messages keep their order; taken before this object's own. */
  private final Object telling = new Object();

  private final PendingOutput pending = new PendingOutput(LONGEST);
  private long mayTell;
  private boolean planned;
  private boolean ended;

  private LiveOutput(Progress progress) {
    this(
        progress,
        (task, delay) ->
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, TELLERS)
                .execute(task),
        System::nanoTime);
  }

  /**
   * @param progress is told
   * @param later runs a task after a delay, on a thread that may be kept waiting
   * @param nanos the time, of any origin
   */
  LiveOutput(Progress progress, BiConsumer<Runnable, Duration> later, LongSupplier nanos) {
    this.progress = progress;
    this.later = later;
    this.nanos = nanos;
    mayTell = nanos.getAsLong();
  }

  /** A sink that tells this progress; none when nobody listens. */
  public static OutputSink to(Progress progress) {
    return progress == Progress.NONE ? NONE : new LiveOutput(progress);
  }

  private static Thread teller(Runnable task) {
    Thread thread = new Thread(task, "live-output");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void stdout(byte[] chunk) {
    if (!ended) {
      pending.addStdout(chunk);
      plan();
    }
  }

  @Override
  public synchronized void stderr(byte[] chunk) {
    if (!ended) {
      pending.addStderr(chunk);
      plan();
    }
  }

  private void plan() {
    if (!planned && pending.isTellable()) {
      planned = true;
      long wait = Math.max(0, mayTell - nanos.getAsLong());
      later.accept(this::tell, Duration.ofNanos(wait));
    }
  }

  private void tell() {
    synchronized (telling) {
      report(take());
    }
  }

  private synchronized String take() {
    planned = false;
    mayTell = nanos.getAsLong() + PAUSE.toNanos();
    return pending.take();
  }

  @Override
  public void end() {
    synchronized (telling) {
      report(takeLast());
    }
  }

  private synchronized String takeLast() {
    boolean again = ended;
    ended = true;
    return again ? "" : pending.take() + pending.takeUnfinished();
  }

  private void report(String text) {
    if (!text.isEmpty()) {
      progress.report(text);
    }
  }
}
