package org.dockermcp.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The engine's containers; safe for use by many threads. */
public final class Containers {
  private static final Duration REMOVAL = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final EngineRoutes routes;

  public Containers(EngineRoutes routes) {
    this.routes = routes;
  }

  /** A container by id or name; empty when there is none. */
  public Optional<ContainerState> find(String idOrName) {
    try {
      return Optional.of(routes.ask("engine-container-inspect", idOrName, ContainerState.class));
    } catch (EngineFault.NotFound e) {
      return Optional.empty();
    }
  }

  /** Those that a request means, running or not. */
  public List<ContainerSummary> list(ListRequest request) {
    return Answers.list(
        routes.ask("engine-container-list", request, List.class), ContainerSummary.class);
  }

  /** Stops a container without grace and starts it again; its files stay. */
  public void restart(String id) {
    routes.ask("engine-container-restart", id, String.class);
  }

  /** What a container has on the disk; empty when it is gone. The engine walks its files. */
  public Optional<ContainerUsage> usage(String id) {
    try {
      return Optional.of(routes.ask("engine-container-usage", id, ContainerUsage.class));
    } catch (EngineFault.NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Waits until a container is gone whose removal has begun.
   *
   * @throws EngineFault.Conflict when it is there a minute later
   */
  public void awaitRemoval(String id) throws InterruptedException {
    long end = System.nanoTime() + REMOVAL.toNanos();
    while (find(id).isPresent()) {
      if (System.nanoTime() > end) {
        throw new EngineFault.Conflict("its removal takes more than a minute");
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }
}
