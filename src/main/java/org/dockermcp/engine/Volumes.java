package org.dockermcp.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's volumes; safe for use by many threads. */
public final class Volumes {
  private final EngineRoutes routes;

  public Volumes(EngineRoutes routes) {
    this.routes = routes;
  }

  /** Makes a volume, or gives the one of that name, whoever made it: check its labels. */
  public VolumeInfo create(VolumeSpec spec) {
    return routes.ask("engine-volume-create", spec, VolumeInfo.class);
  }

  /** A volume by name; empty when there is none. */
  public Optional<VolumeInfo> find(String name) {
    try {
      return Optional.of(routes.ask("engine-volume-inspect", name, VolumeInfo.class));
    } catch (EngineFault.NotFound e) {
      return Optional.empty();
    }
  }

  /** Volumes with all of these labels. */
  public List<VolumeInfo> list(Map<String, String> labels) {
    return list(ListRequest.labelled(labels));
  }

  /** Those that a request means. */
  public List<VolumeInfo> list(ListRequest request) {
    return Answers.list(routes.ask("engine-volume-list", request, List.class), VolumeInfo.class);
  }

  /**
   * Removes a volume; one that is gone already is no fault.
   *
   * @throws EngineFault.Conflict when a container is on it
   */
  public void remove(String name) {
    routes.ask("engine-volume-remove", name, String.class);
  }
}
