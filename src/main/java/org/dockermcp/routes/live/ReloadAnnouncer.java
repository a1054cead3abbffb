package org.dockermcp.routes.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Announces reloads to listeners in order, on a thread of its own: a client that does not read may
 * hold up the announcements, and nothing else. Safe for use by many threads.
 */
final class ReloadAnnouncer implements AutoCloseable {
  /** Reports that wait; of more, the oldest are dropped. */
  private static final int MOST = 100;

  private final Consumer<Consumer<ReloadListener>> listeners;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(ReloadAnnouncer::newThread);
  private final Deque<ReloadReport> reports = new ArrayDeque<>();
  private boolean toolsChanged;
  private boolean announcing;
  private boolean closed;

  /**
   * @param listeners does something with each of them
   */
  ReloadAnnouncer(Consumer<Consumer<ReloadListener>> listeners) {
    this.listeners = listeners;
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "reload-announcer");
    thread.setDaemon(true);
    return thread;
  }

  /** Announces that the tools are others than before; several changes may be announced as one. */
  synchronized void toolsChanged() {
    toolsChanged = true;
    wake();
  }

  /** Announces a report, after the change of tools that came with it. */
  synchronized void reported(ReloadReport report) {
    if (reports.size() == MOST) {
      reports.removeFirst();
    }
    reports.add(report);
    wake();
  }

  private void wake() {
    if (!announcing && !closed) {
      announcing = true;
      thread.execute(this::announce);
    }
  }

  private void announce() {
    while (true) {
      boolean tools;
      @Nullable ReloadReport report;
      synchronized (this) {
        tools = toolsChanged;
        toolsChanged = false;
        report = reports.poll();
        if (closed || (!tools && report == null)) {
          announcing = false;
          return;
        }
      }
      if (tools) {
        listeners.accept(ReloadListener::toolsChanged);
      }
      if (report != null) {
        ReloadReport next = report;
        listeners.accept(listener -> listener.reported(next));
      }
    }
  }

  /** Announces nothing more; an announcement that is held up is interrupted. */
  @Override
  public synchronized void close() {
    closed = true;
    thread.shutdownNow();
  }
}
