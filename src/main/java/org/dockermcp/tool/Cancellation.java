package org.dockermcp.tool;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a call was cancelled, by its client or because the server shuts down; safe for use by
 * many threads.
 *
 * <p>Set before the call's thread is interrupted and never reset, so it also holds where the
 * interrupt was consumed, or on another thread.
 */
public final class Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

  private final List<Registration> registrations = new ArrayList<>();
  private boolean cancelled;

  /** An action that waits for the cancellation; closing it withdraws the action. */
  public final class Registration implements AutoCloseable {
    private final Runnable action;

    private Registration(Runnable action) {
      this.action = action;
    }

    private void run() {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.warn("an action on cancellation failed", e);
      }
    }

    /**
     * Withdraws the action, unless it was taken up already: then it may still be running. May be
     * called more than once.
     */
    @Override
    public void close() {
      synchronized (Cancellation.this) {
        registrations.remove(this);
      }
    }
  }

  /** Whether {@link #cancel} was called. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * Runs an action once, when the call is cancelled, on the thread that cancels it; at once and on
   * this thread if it is cancelled already.
   *
   * @param action must not block; what it throws is logged
   */
  public Registration onCancel(Runnable action) {
    Registration registration = new Registration(action);
    synchronized (this) {
      if (!cancelled) {
        registrations.add(registration);
        return registration;
      }
    }
    registration.run();
    return registration;
  }

  /** Cancels the call and runs the registered actions, in order; later calls do nothing. */
  public void cancel() {
    List<Registration> waiting;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      waiting = List.copyOf(registrations);
      registrations.clear();
    }
    waiting.forEach(Registration::run);
  }
}
