package org.dockermcp.sandbox;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Optional;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * The network of this installation's networked sandboxes, which lets none of them reach another;
 * safe for use by many threads.
 *
 * <p>Sandboxes join it by its id, after a look at whose it is: by its name they would be in
 * whatever network has that name.
 */
public final class SandboxBridge {
  private static final String PREFIX = "docker-mcp-";

  private final EngineResources resources;
  private final Ownership ownership;

  public SandboxBridge(EngineResources resources, Ownership ownership) {
    this.resources = resources;
    this.ownership = ownership;
  }

  /** Of no other installation. */
  String name() {
    return PREFIX + ownership.owner();
  }

  /**
   * Its id; it is made when absent.
   *
   * @throws ToolFailure {@code DENIED}, when there is one of its name that is not ours, or is not
   *     what we would have made
   */
  synchronized String id() {
    return find().orElseGet(this::make);
  }

  /**
   * The sandbox, stopped, now in the network as it is: an engine starts nothing in one that has
   * gone, not even when another has its name.
   *
   * @throws ToolFailure as {@link #id} does
   */
  public Sandbox rejoin(Sandbox sandbox) {
    String bridge = id();
    if (!resources.networkIdsOf(sandbox.id()).contains(bridge)) {
      resources.disconnect(name(), sandbox.id());
      resources.connect(bridge, sandbox.id());
    }
    return sandbox;
  }

  private String make() {
    try {
      return resources.createBridge(name(), ownership.labels());
    } catch (ConflictException e) {
      // Another process of this installation was faster.
      return find().orElseThrow(() -> e);
    }
  }

  private Optional<String> find() {
    List<Network> named = resources.networksNamed(name());
    Optional<String> ours = named.stream().filter(this::isOurs).map(Network::getId).findFirst();
    if (ours.isEmpty() && !named.isEmpty()) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "give the container a network",
          "the network %s was not made by this server".formatted(name()),
          "remove that network, or leave network_enabled out");
    }
    return ours;
  }

  private boolean isOurs(Network network) {
    return ownership.isOurs(network.getLabels()) && EngineResources.isPlainBridge(network);
  }
}
