package org.dockermcp.mcp.call;

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
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;

/**
 * Runs a bounded number of calls at once and queues a bounded number more, from whose lanes calls
 * are taken in turn; safe for use by many threads.
 */
public final class FairCallQueue {
  private final int slots;
  private final int maxQueued;
  private final ExecutorService threads = Executors.newCachedThreadPool(FairCallQueue::thread);

  /** In the order in which it is their turn; none is empty. */
  private final Map<Lane, Deque<Ticket>> lanes = new LinkedHashMap<>();

  private final Set<Ticket> running = new HashSet<>();
  private int queued;
  private boolean ended;

  /**
   * @param slots calls that may run at once
   * @param maxQueued calls that may wait for a slot
   */
  FairCallQueue(int slots, int maxQueued) {
    this.slots = slots;
    this.maxQueued = maxQueued;
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
  public record Lane(Principal principal, String session) {}

  /** A call that was accepted. */
  final class Ticket {
    private final Lane lane;
    private final Cancellation cancellation;
    private final FutureTask<?> work;
    private final int ahead;

    private Ticket(Lane lane, Cancellation cancellation, Runnable call, int ahead) {
      this.lane = lane;
      this.cancellation = cancellation;
      this.work = new FutureTask<>(call, null);
      this.ahead = ahead;
    }

    /** The calls that were queued before it; empty when it was given a slot at once. */
    Optional<Integer> ahead() {
      return ahead < 0 ? Optional.empty() : Optional.of(ahead);
    }

    /** Sets its cancellation, then removes it from the queue or interrupts it. */
    void cancel() {
      leave(this);
      cancellation.cancel();
      work.cancel(true);
    }
  }

  /**
   * Accepts a call, to run now or later on a thread of its own.
   *
   * @param tool that is called
   * @param cancellation of the call, set before the call is interrupted
   * @throws ToolFailure {@code BUSY} when the queue is full, or {@link #end} was called
   */
  synchronized Ticket submit(Lane lane, String tool, Cancellation cancellation, Runnable call) {
    if (ended) {
      throw busy(
          tool, "the server is shutting down", "call it again when the server has restarted");
    }
    boolean free = running.size() < slots;
    if (!free && queued == maxQueued) {
      String full =
          "%d calls are running and %d are queued (DOCKER_MCP_MAX_CALLS, DOCKER_MCP_MAX_QUEUE)";
      throw busy(tool, full.formatted(slots, maxQueued), "try again later");
    }
    Ticket ticket = new Ticket(lane, cancellation, call, free ? -1 : queued);
    if (free) {
      start(ticket);
    } else {
      lanes.computeIfAbsent(lane, key -> new ArrayDeque<>()).add(ticket);
      queued++;
    }
    return ticket;
  }

  private static ToolFailure busy(String tool, String reason, String hint) {
    return ToolFailure.of(ErrorCode.BUSY, "start " + tool, reason, hint);
  }

  private void start(Ticket ticket) {
    running.add(ticket);
    threads.execute(
        () -> {
          try {
            ticket.work.run();
          } finally {
            finish(ticket);
          }
        });
  }

  private synchronized void finish(Ticket finished) {
    running.remove(finished);
    if (lanes.isEmpty() || ended) {
      return;
    }
    Lane lane = lanes.keySet().iterator().next();
    Deque<Ticket> queue = lanes.remove(lane);
    Ticket next = queue.remove();
    queued--;
    if (!queue.isEmpty()) {
      // Behind the other lanes.
      lanes.put(lane, queue);
    }
    start(next);
  }

  private synchronized void leave(Ticket ticket) {
    Deque<Ticket> queue = lanes.get(ticket.lane);
    if (queue != null && queue.remove(ticket)) {
      queued--;
      if (queue.isEmpty()) {
        lanes.remove(ticket.lane);
      }
    }
  }

  /** Accepts no more calls, drops those that are queued and cancels those that run. */
  void end() {
    stopAccepting().forEach(ticket -> ticket.cancellation.cancel());
    threads.shutdownNow();
  }

  private synchronized List<Ticket> stopAccepting() {
    ended = true;
    lanes.clear();
    queued = 0;
    return List.copyOf(running);
  }

  /** How many calls run. */
  synchronized int running() {
    return running.size();
  }

  /** How many calls wait for a slot. */
  synchronized int queued() {
    return queued;
  }

  /** Waits until no call runs; false when that took too long. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
  }
}
