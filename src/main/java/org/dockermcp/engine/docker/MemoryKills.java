package org.dockermcp.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockermcp.engine.ExecRequest;

/** Whether processes were killed because their container ran out of memory. */
final class MemoryKills {
  private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(2);

  private final Engine engine;

  MemoryKills(Engine engine) {
    this.engine = engine;
  }

  /**
   * Whether any process of an exec's container was killed since the exec was asked for.
   *
   * @param killed whether its exit code says that it may have been
   */
  boolean during(DockerExec exec, boolean killed) {
    ExecRequest request = exec.request();
    return engine
        .events()
        .outOfMemory(exec.id(), request, killed)
        .orElseGet(() -> asked(request, killed ? EngineEvents.LATE : Duration.ZERO));
  }

  /**
   * Asks the engine's memory of events. Nothing else tells: with PID 1 alive an inspect says {@code
   * OOMKilled=false}, and under {@code sh -c} the exit code may even be 0 (Docker 20.10).
   */
  private boolean asked(ExecRequest request, Duration wait) {
    Instant now = engineTime();
    Duration age = Duration.between(request.made(), Instant.now());
    AtomicBoolean seen = new AtomicBoolean();
    var events =
        engine
            .control()
            .eventsCmd()
            .withContainerFilter(request.containerId())
            .withEventFilter("oom")
            .withSince(seconds(now.minus(age)))
            .withUntil(seconds(now.plus(wait)))
            .exec(
                new ResultCallback.Adapter<Event>() {
                  @Override
                  public void onNext(Event event) {
                    seen.set(true);
                    super.onNext(event);
                  }
                });
    try {
      events.awaitCompletion(wait.plus(EVENTS_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return seen.get();
  }

  /** What the engine's clock shows, which its events go by; this process's if it does not tell. */
  private Instant engineTime() {
    try {
      return OffsetDateTime.parse(String.valueOf(engine.control().infoCmd().exec().getSystemTime()))
          .toInstant();
    } catch (DateTimeException e) {
      return Instant.now();
    }
  }

  private static String seconds(Instant instant) {
    return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
  }
}
