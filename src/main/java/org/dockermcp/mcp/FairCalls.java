package org.dockermcp.mcp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs a bounded number of calls at once; a bounded number more wait, and sessions take turns.
 *
 * <p>Safe for use by many threads. A call that is cancelled while it waits leaves the queue, and is
 * interrupted while it runs.
 */
final class FairCalls {
  private final int places;
  private final int mostWaiting;
  private final ExecutorService threads = Executors.newCachedThreadPool(FairCalls::thread);

  /** By session, in the order in which it is their turn; none is empty. */
  private final Map<String, Deque<Turn>> queues = new LinkedHashMap<>();

  private int atWork;
  private int waiting;

  /**
   * @param places calls that may run at once
   * @param mostWaiting calls that may wait for a place
   */
  FairCalls(int places, int mostWaiting) {
    this.places = places;
    this.mostWaiting = mostWaiting;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "call");
    thread.setDaemon(true);
    return thread;
  }

  /** A call that was let in. */
  final class Turn {
    private final String session;
    private final FutureTask<?> work;
    private final int ahead;

    private Turn(String session, Runnable call, int ahead) {
      this.session = session;
      this.work = new FutureTask<>(call, null);
      this.ahead = ahead;
    }

    /** How many calls were waiting when it came; empty when it had a place at once. */
    Optional<Integer> ahead() {
      return ahead < 0 ? Optional.empty() : Optional.of(ahead);
    }

    /** Takes it out of the queue, or interrupts it; once it has run, nothing. */
    void cancel() {
      leave(this);
      work.cancel(true);
    }
  }

  /** Lets a call in, to run now or later on a thread of its own; empty when the queue is full. */
  synchronized Optional<Turn> submit(String session, Runnable call) {
    if (threads.isShutdown() || (atWork == places && waiting == mostWaiting)) {
      return Optional.empty();
    }
    Turn turn = new Turn(session, call, atWork < places ? -1 : waiting);
    if (atWork < places) {
      start(turn);
    } else {
      queues.computeIfAbsent(session, key -> new ArrayDeque<>()).add(turn);
      waiting++;
    }
    return Optional.of(turn);
  }

  /** What keeps a call from being let in, to stand in a sentence. */
  String full() {
    return "%d calls are at work and %d are waiting".formatted(places, mostWaiting);
  }

  private void start(Turn turn) {
    atWork++;
    threads.execute(
        () -> {
          try {
            turn.work.run();
          } finally {
            next();
          }
        });
  }

  private synchronized void next() {
    atWork--;
    if (queues.isEmpty() || threads.isShutdown()) {
      return;
    }
    String session = queues.keySet().iterator().next();
    Deque<Turn> queue = queues.remove(session);
    Turn turn = queue.remove();
    waiting--;
    if (!queue.isEmpty()) {
      // Behind the other sessions.
      queues.put(session, queue);
    }
    start(turn);
  }

  private synchronized void leave(Turn turn) {
    Deque<Turn> queue = queues.get(turn.session);
    if (queue != null && queue.remove(turn)) {
      waiting--;
      if (queue.isEmpty()) {
        queues.remove(turn.session);
      }
    }
  }

  /** Lets nobody in any more, forgets those who wait and interrupts those who run. */
  synchronized void end() {
    queues.clear();
    waiting = 0;
    threads.shutdownNow();
  }

  /** How many calls are running. */
  synchronized int atWork() {
    return atWork;
  }

  /** How many calls wait for a place. */
  synchronized int waiting() {
    return waiting;
  }

  /** Waits until no call runs; false when that took too long. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
  }
}
