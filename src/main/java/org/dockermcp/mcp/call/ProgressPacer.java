package org.dockermcp.mcp.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.dockermcp.tool.Progress;

/**
 * Sends a client at most ten messages a second, whatever a call reports: the first at once, then
 * what came meanwhile in one. Safe for use by many threads.
 *
 * <p>Output never waits for the client, which may not read: what comes faster than can be sent is
 * counted instead, so memory and messages stay small.
 */
final class ProgressPacer implements Progress {
  /** In each second, so that the last one makes no more than ten. */
  static final int MOST = 9;

  /** Between a message and one of output alone, so that output comes evenly. */
  static final Duration PAUSE = Duration.ofMillis(125);

  /** Characters of one message, if it is not a single one of the call's. */
  static final int LONGEST = 8192;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** One thread for each call at most, for a client that does not read keeps its own waiting. */
  private static final Executor SENDERS = Executors.newCachedThreadPool(ProgressPacer::thread);

  private final Progress target;
  private final BiConsumer<Runnable, Duration> later;
  private final LongSupplier nanos;

  /** Held while sending, so that messages keep their order; taken before this object's own. */
  private final Object sending = new Object();

  /** When the last messages were sent, as many as may be in a second. */
  private final Deque<Long> sent = new ArrayDeque<>();

  private final PendingProgress pending = new PendingProgress(LONGEST);
  private boolean planned;
  private boolean ended;

  /**
   * @param target sends
   */
  ProgressPacer(Progress target) {
    this(
        target,
        (task, delay) ->
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, SENDERS)
                .execute(task),
        System::nanoTime);
  }

  /**
   * @param target sends
   * @param later runs a task after a delay, on a thread that may be kept waiting
   * @param nanos the time, of any origin
   */
  ProgressPacer(Progress target, BiConsumer<Runnable, Duration> later, LongSupplier nanos) {
    this.target = target;
    this.later = later;
    this.nanos = nanos;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void report(String message) {
    if (addMessage(message)) {
      send(false);
    }
  }

  @Override
  public synchronized void output(String text) {
    if (!ended) {
      pending.addOutput(text);
      plan();
    }
  }

  /** Whether it may be sent now; if not, that is planned. */
  private synchronized boolean addMessage(String message) {
    if (ended) {
      return false;
    }
    pending.addMessage(message);
    boolean now = remaining(nanos.getAsLong()) <= 0;
    if (!now) {
      plan();
    }
    return now;
  }

  private void plan() {
    if (!planned) {
      planned = true;
      long wait = Math.max(0, remaining(nanos.getAsLong()));
      later.accept(this::sendPlanned, Duration.ofNanos(wait));
    }
  }

  /** Nanoseconds until what is pending may be sent; not positive when that is now. */
  private long remaining(long now) {
    long inSecond = sent.size() < MOST ? 0 : sent.getFirst() + SECOND - now;
    return pending.isOutput() && !sent.isEmpty()
        ? Math.max(inSecond, sent.getLast() + PAUSE.toNanos() - now)
        : inSecond;
  }

  private void sendPlanned() {
    synchronized (this) {
      planned = false;
    }
    send(false);
  }

  private void send(boolean last) {
    synchronized (sending) {
      String message = take(last);
      if (!message.isEmpty()) {
        target.report(message);
      }
    }
  }

  /** What is sent now, which is nothing where another thread has just sent it. */
  private synchronized String take(boolean last) {
    if (ended || pending.isEmpty()) {
      ended |= last;
      return "";
    }
    long now = nanos.getAsLong();
    ended = last;
    if (!last && remaining(now) > 0) {
      plan();
      return "";
    }
    sent.addLast(now);
    if (sent.size() > MOST) {
      sent.removeFirst();
    }
    return pending.take();
  }

  @Override
  public void end() {
    send(true);
  }
}
