package org.dockermcp.mcp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.Principal;

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

  /** In the order in which it is their turn; none is empty. */
  private final Map<Lane, Deque<Turn>> queues = new LinkedHashMap<>();

  private final Set<Turn> running = new HashSet<>();

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

  /**
   * Whose calls take turns with those of others.
   *
   * @param session of the client's connection
   */
  record Lane(Principal principal, String session) {}

  /** A call that was let in. */
  final class Turn {
    private final Lane lane;
    private final Cancellation cancellation;
    private final FutureTask<?> work;
    private final int ahead;

    private Turn(Lane lane, Cancellation cancellation, Runnable call, int ahead) {
      this.lane = lane;
      this.cancellation = cancellation;
      this.work = new FutureTask<>(call, null);
      this.ahead = ahead;
    }

    /** How many calls were waiting when it came; empty when it had a place at once. */
    Optional<Integer> ahead() {
      return ahead < 0 ? Optional.empty() : Optional.of(ahead);
    }

    /** Cancels it, and takes it out of the queue or interrupts it; once it has run, nothing. */
    void cancel() {
      leave(this);
      cancellation.cancel();
      work.cancel(true);
    }
  }

  /**
   * Lets a call in, to run now or later on a thread of its own; empty when the queue is full.
   *
   * @param cancellation of the call, set before the call is interrupted
   */
  synchronized Optional<Turn> submit(Lane lane, Cancellation cancellation, Runnable call) {
    if (threads.isShutdown() || (atWork == places && waiting == mostWaiting)) {
      return Optional.empty();
    }
    Turn turn = new Turn(lane, cancellation, call, atWork < places ? -1 : waiting);
    if (atWork < places) {
      start(turn);
    } else {
      queues.computeIfAbsent(lane, key -> new ArrayDeque<>()).add(turn);
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
    running.add(turn);
    threads.execute(
        () -> {
          try {
            turn.work.run();
          } finally {
            next(turn);
          }
        });
  }

  private synchronized void next(Turn ended) {
    atWork--;
    running.remove(ended);
    if (queues.isEmpty() || threads.isShutdown()) {
      return;
    }
    Lane lane = queues.keySet().iterator().next();
    Deque<Turn> queue = queues.remove(lane);
    Turn turn = queue.remove();
    waiting--;
    if (!queue.isEmpty()) {
      // Behind the others.
      queues.put(lane, queue);
    }
    start(turn);
  }

  private synchronized void leave(Turn turn) {
    Deque<Turn> queue = queues.get(turn.lane);
    if (queue != null && queue.remove(turn)) {
      waiting--;
      if (queue.isEmpty()) {
        queues.remove(turn.lane);
      }
    }
  }

  /** Lets nobody in any more, forgets those who wait and cancels those who run. */
  void end() {
    stopAdmitting().forEach(turn -> turn.cancellation.cancel());
    threads.shutdownNow();
  }

  private synchronized List<Turn> stopAdmitting() {
    queues.clear();
    waiting = 0;
    threads.shutdown();
    return List.copyOf(running);
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
