package org.dockermcp.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engine's networks; safe for use by many threads. */
public final class Networks {
  private final EngineRoutes routes;

  public Networks(EngineRoutes routes) {
    this.routes = routes;
  }

  /**
   * Makes a network; its id.
   *
   * @throws EngineFault.NameTaken when there is one of that name
   */
  public String create(NetworkSpec spec) {
    return routes.ask("engine-network-create", spec, String.class);
  }

  /** Networks with all of these labels. */
  public List<NetworkInfo> list(Map<String, String> labels) {
    return list(ListRequest.labelled(labels));
  }

  /** Networks of exactly this name; Docker allows several. */
  public List<NetworkInfo> named(String name) {
    return list(ListRequest.named(name)).stream()
        .filter(network -> network.name().equals(name))
        .toList();
  }

  private List<NetworkInfo> list(ListRequest request) {
    return Answers.list(routes.ask("engine-network-list", request, List.class), NetworkInfo.class);
  }

  /** The ids of the containers in a network; none when it is gone. */
  public Set<String> containersIn(String id) {
    try {
      return routes.ask("engine-network-inspect", id, NetworkInfo.class).containers();
    } catch (EngineFault.NotFound e) {
      return Set.of();
    }
  }

  /** Lets a container join a network. */
  public void connect(String network, String containerId) {
    routes.ask("engine-network-connect", new NetworkMember(network, containerId), Object.class);
  }

  /** Takes a container out of a network; one that is not in it, or is gone, is no fault. */
  public void disconnect(String network, String containerId) {
    routes.ask("engine-network-disconnect", new NetworkMember(network, containerId), Object.class);
  }

  /**
   * Removes a network; one that is gone already is no fault.
   *
   * @throws EngineFault.Conflict when a container is in it
   */
  public void remove(String id) {
    routes.ask("engine-network-remove", id, String.class);
  }
}
