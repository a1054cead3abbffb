package org.dockermcp.engine;

import java.util.List;
import java.util.Optional;

/** The engine's containers; safe for use by many threads. */
public final class Containers {
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

  /** Removes a container in any state; one that is gone is no fault. */
  public void remove(ContainerRemoval removal) {
    routes.ask("engine-container-remove", removal, String.class);
  }
}
