package org.dockermcp.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.EventsCmd;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dockermcp.engine.ExecRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine tells of containers while it happens; safe for use by many threads.
 *
 * <p>Subscribed to when first needed, and again whenever the stream breaks, from the last event
 * that was heard on. The engine's own memory holds 256 events of all containers, which a few busy
 * ones fill in seconds; this remembers what counts for longer. That the stream is alive is never
 * taken for granted: the end of the very command that is asked about proves it.
 */
final class EngineEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);
  private static final String OUT_OF_MEMORY = "oom";
  private static final String EXEC_ENDED = "exec_die";

  /** How late after its exec's end the event of a killed process may come. */
  static final Duration LATE = Duration.ofMillis(200);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 4096;

  /** Of the containers that this server makes. */
  private static final String LABEL = "mcp-managed=true";

  private final Supplier<DockerClient> streams;

  /** The last time that a process of a container was killed for want of memory. */
  private final Map<String, Kill> killed = bounded();

  /** When execs ended, by the engine's clock. */
  private final Map<String, Instant> ended = bounded();

  private @Nullable Thread thread;
  private @Nullable Instant last;
  private boolean connected;
  private boolean closed;
  private Instant wholeSince = Instant.MAX;

  /** Whether the last end of a command that was waited for has come. */
  private boolean trusted = true;

  /**
   * @param streams the client for what may be silent for long; fails while there is no engine
   */
  EngineEvents(Supplier<DockerClient> streams) {
    this.streams = streams;
  }

  /**
   * A kill.
   *
   * @param when by the engine's clock, which may be hours from this process's
   * @param heard by this process's clock
   */
  private record Kill(Instant when, Instant heard) {}

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Subscribes, if that has not been done. */
  synchronized void begin() {
    if (thread == null && !closed) {
      Thread subscriber = new Thread(this::subscribe, "engine-events");
      subscriber.setDaemon(true);
      subscriber.start();
      thread = subscriber;
    }
  }

  /**
   * Whether anything in an exec's container was killed for want of memory since the exec was asked
   * for; waits for a late event.
   *
   * @param execId of an exec that has ended
   * @param perhaps whether its exit code says that it may have been
   * @return empty when the stream cannot tell
   */
  synchronized Optional<Boolean> outOfMemory(String execId, ExecRequest request, boolean perhaps) {
    Duration age = Duration.between(request.made(), Instant.now());
    try {
      boolean whole = connected && !request.made().isBefore(wholeSince);
      if (whole && trusted) {
        await(LATE, () -> ended.containsKey(execId));
        trusted = ended.containsKey(execId);
      }
      boolean proven = whole && ended.containsKey(execId);
      if (proven && perhaps) {
        await(LATE, () -> wasKilled(execId, request, age));
      }
      boolean was = whole && wasKilled(execId, request, age);
      return was || proven ? Optional.of(was) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Whether a kill is the exec's own. One that was heard before the exec was asked for is
   * another's; one that is heard late is told by the engine's clock, which need not be this
   * process's.
   */
  private boolean wasKilled(String execId, ExecRequest request, Duration age) {
    Kill kill = killed.get(request.containerId());
    if (kill == null || kill.heard().isBefore(request.made())) {
      return false;
    }
    Instant end = ended.get(execId);
    return end == null || !kill.when().isBefore(end.minus(age));
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Duration limit, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toMillis(); left > 0 && !condition.holds(); ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  private void subscribe() {
    Duration pause = FIRST_PAUSE;
    while (!isClosed()) {
      long start = System.nanoTime();
      try {
        follow();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("the engine's events are not available: {}", e.toString());
      }
      boolean lasted = System.nanoTime() - start > LONGEST_PAUSE.toNanos();
      pause = lasted ? FIRST_PAUSE : pause;
      try {
        broken(pause);
      } catch (InterruptedException e) {
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private void follow() throws InterruptedException {
    EventsCmd command =
        streams.get().eventsCmd().withLabelFilter(LABEL).withEventFilter(OUT_OF_MEMORY, EXEC_ENDED);
    from().ifPresent(command::withSince);
    command
        .exec(
            new ResultCallback.Adapter<Event>() {
              @Override
              public void onStart(Closeable stream) {
                super.onStart(stream);
                connected();
              }

              @Override
              public void onNext(Event event) {
                heard(event);
              }

              // Its own would log an error each time that the engine is not there.
              @Override
              public void onError(Throwable fault) {
                LOG.debug("the engine's event stream broke: {}", fault.toString());
                onComplete();
              }
            })
        .awaitCompletion();
  }

  private synchronized Optional<String> from() {
    return Optional.ofNullable(last)
        .map(it -> "%d.%09d".formatted(it.getEpochSecond(), it.getNano()));
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void connected() {
    connected = true;
    wholeSince = Instant.now();
  }

  private synchronized void broken(Duration pause) throws InterruptedException {
    connected = false;
    await(pause, () -> closed);
  }

  private synchronized void heard(Event event) {
    Long nanos = event.getTimeNano();
    Instant when = nanos == null ? Instant.now() : Instant.ofEpochSecond(0, nanos);
    last = when;
    String container = event.getActor() == null ? null : event.getActor().getId();
    if (OUT_OF_MEMORY.equals(event.getAction()) && container != null) {
      killed.remove(container);
      killed.put(container, new Kill(when, Instant.now()));
    }
    if (EXEC_ENDED.equals(event.getAction()) && event.getActor() != null) {
      Map<String, String> attributes = event.getActor().getAttributes();
      String exec = attributes == null ? null : attributes.get("execID");
      if (exec != null) {
        ended.put(exec, when);
        trusted = true;
      }
    }
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
