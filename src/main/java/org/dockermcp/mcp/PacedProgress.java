package org.dockermcp.mcp;

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
 * Tells a client at most ten times a second, whatever a call reports: what comes faster is joined,
 * a line each, and counted where even that is too long. Safe for use by many threads.
 */
final class PacedProgress implements Progress {
  /** In each second, so that the last one makes no more than ten. */
  static final int MOST = 9;

  /** At most this much in one message of several, in characters. */
  static final int LONGEST = 8192;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** One thread for each call at most, for a client that does not read keeps its own waiting. */
  private static final Executor TELLERS = Executors.newCachedThreadPool(PacedProgress::teller);

  private final Progress target;
  private final BiConsumer<Runnable, Duration> later;
  private final LongSupplier nanos;

  /** When the last messages were told, as many as may be in a second. */
  private final Deque<Long> told = new ArrayDeque<>();

  private final StringBuilder pending = new StringBuilder();
  private int leftOut;
  private boolean planned;
  private boolean ended;

  /**
   * @param target is told
   */
  PacedProgress(Progress target) {
    this(
        target,
        (task, delay) ->
            CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, TELLERS)
                .execute(task),
        System::nanoTime);
  }

  /**
   * @param target is told
   * @param later runs a task after a delay, on a thread that may be kept waiting
   * @param nanos the time, of any origin
   */
  PacedProgress(Progress target, BiConsumer<Runnable, Duration> later, LongSupplier nanos) {
    this.target = target;
    this.later = later;
    this.nanos = nanos;
  }

  private static Thread teller(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void report(String message) {
    if (ended) {
      return;
    }
    add(message);
    long wait = untilNext();
    if (wait <= 0) {
      tell();
    } else if (!planned) {
      planned = true;
      later.accept(this::tellPlanned, Duration.ofNanos(wait));
    }
  }

  /** How long until one more may be told. */
  private long untilNext() {
    return told.size() < MOST ? 0 : told.getFirst() + SECOND - nanos.getAsLong();
  }

  private void add(String message) {
    if (pending.isEmpty()) {
      pending.append(message);
    } else if (leftOut > 0 || pending.length() + message.length() >= LONGEST) {
      leftOut++;
    } else {
      startLine().append(message);
    }
  }

  private StringBuilder startLine() {
    return pending.charAt(pending.length() - 1) == '\n' ? pending : pending.append('\n');
  }

  private synchronized void tellPlanned() {
    planned = false;
    if (!ended) {
      tell();
    }
  }

  private void tell() {
    if (pending.isEmpty()) {
      return;
    }
    if (leftOut > 0) {
      startLine().append("[… ").append(leftOut).append(" messages not shown here …]");
    }
    String message = pending.toString();
    pending.setLength(0);
    leftOut = 0;
    target.report(message);
    told.addLast(nanos.getAsLong());
    if (told.size() > MOST) {
      told.removeFirst();
    }
  }

  @Override
  public synchronized void end() {
    if (!ended) {
      ended = true;
      tell();
    }
  }
}
