package org.dockermcp.engine.docker;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dockermcp.engine.EngineFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the engine while anything waits for it; safe for use by many threads.
 *
 * <p>An answer may take as long as it likes from an engine that is busy, for one that is alive
 * answers a ping at once. So what waits is given up when pings have gone unanswered for as long as
 * it has patience, and not before. From then on requests are refused until a ping is answered.
 */
final class EngineLiveness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLiveness.class);

  /** What waits no longer than this is not worth a ping. */
  private static final Duration UNWATCHED = Duration.ofSeconds(2);

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** A ping of a machine under load takes tens of milliseconds. */
  private static final Duration PING_LIMIT = Duration.ofMillis(2500);

  /** For a caller who waits for it. */
  private static final Duration QUICK_LIMIT = Duration.ofMillis(1200);

  private final Function<Duration, Optional<String>> ping;
  private final Duration unwatched;
  private final Duration known;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock;

  /** When the first of the pings began that were not answered; 0: the last one was. */
  private volatile long silentSince;

  private volatile boolean silent;

  /** Something that waits for the engine; closed when it waits no more. */
  final class Watch implements AutoCloseable {
    private final long begun = System.nanoTime();
    private final Duration patience;
    private final Runnable givenUp;

    private Watch(Duration patience, Runnable givenUp) {
      this.patience = patience;
      this.givenUp = givenUp;
    }

    private boolean isWorthIt() {
      return System.nanoTime() - begun > unwatched.toNanos();
    }

    private void giveUpIf(Duration silence) {
      if (silence.compareTo(patience) >= 0 && watches.remove(this)) {
        try {
          givenUp.run();
        } catch (RuntimeException e) {
          // The clock would never tick again.
          LOG.warn("closing a request to an unresponsive engine", e);
        }
      }
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }

  /**
   * @param ping tells why the engine gives no sign of life within a time; empty when it gives one
   */
  EngineLiveness(Function<Duration, Optional<String>> ping) {
    this(ping, UNWATCHED, BETWEEN, EngineRequests.PATIENCE);
  }

  /**
   * @param unwatched what waits no longer than this is not worth a ping
   * @param between one ping's answer and the next
   * @param known how long pings may go unanswered before nothing is sent any more
   */
  EngineLiveness(
      Function<Duration, Optional<String>> ping,
      Duration unwatched,
      Duration between,
      Duration known) {
    this.ping = ping;
    this.unwatched = unwatched;
    this.known = known;
    clock = new ScheduledThreadPoolExecutor(1, EngineLiveness::thread);
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(
            this::probe, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "engine-liveness");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to watch over something that waits for the engine.
   *
   * @param patience how long pings may go unanswered before it is given up
   * @param givenUp told then, once, by the thread that pings
   * @throws EngineFault.Unavailable when the engine is known to be silent, and still is
   */
  Watch watch(Duration patience, Runnable givenUp) {
    if (silent) {
      ping.apply(QUICK_LIMIT)
          .ifPresent(
              why -> {
                throw new EngineFault.Unavailable("the engine does not answer (" + why + ")");
              });
      answered();
    }
    Watch watch = new Watch(patience, givenUp);
    watches.add(watch);
    return watch;
  }

  private void probe() {
    if (watches.stream().noneMatch(Watch::isWorthIt)) {
      return;
    }
    long start = System.nanoTime();
    if (ping.apply(PING_LIMIT).isEmpty()) {
      answered();
      return;
    }
    if (silentSince == 0) {
      silentSince = start;
    }
    Duration silence = Duration.ofNanos(System.nanoTime() - silentSince);
    silent |= silence.compareTo(known) >= 0;
    watches.forEach(watch -> watch.giveUpIf(silence));
  }

  private void answered() {
    silentSince = 0;
    silent = false;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
