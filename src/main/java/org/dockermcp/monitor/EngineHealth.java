package org.dockermcp.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine answers, told within three seconds; safe for use by many threads.
 *
 * <p>All who ask at once get the answer to one question, and one that is a second old will do.
 */
final class EngineHealth implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Runnable ping;
  private final ExecutorService threads = Executors.newCachedThreadPool(EngineHealth::thread);
  private @Nullable CompletableFuture<Optional<String>> asked;
  private long askedNanos;

  EngineHealth(Engine engine) {
    this(engine::ping);
  }

  /**
   * @param ping fails with words when the engine does not answer
   */
  EngineHealth(Runnable ping) {
    this.ping = ping;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "engine-health");
    thread.setDaemon(true);
    return thread;
  }

  /** Why the engine cannot be used; empty when it answers. */
  Optional<String> problem() {
    return current()
        .copy()
        .completeOnTimeout(
            Optional.of("no answer within %d s".formatted(LIMIT.toSeconds())),
            LIMIT.toMillis(),
            TimeUnit.MILLISECONDS)
        .join();
  }

  private synchronized CompletableFuture<Optional<String>> current() {
    CompletableFuture<Optional<String>> current = asked;
    boolean stale = System.nanoTime() - askedNanos > KEPT.toNanos();
    if (current == null || (current.isDone() && stale)) {
      current = CompletableFuture.supplyAsync(this::ask, threads);
      asked = current;
      askedNanos = System.nanoTime();
    }
    return current;
  }

  private Optional<String> ask() {
    try {
      ping.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(PlainText.clause(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
