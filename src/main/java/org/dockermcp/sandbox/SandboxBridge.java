package org.dockermcp.sandbox;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Optional;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of this installation's networked sandboxes, which lets none of them reach another;
 * safe for use by many threads.
 *
 * <p>Sandboxes join it by its id, after a look at whose it is: by its name they would be in
 * whatever network has that name.
 */
public final class SandboxBridge {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxBridge.class);
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

  /**
   * Lets a stopped sandbox join the bridge of today, where it did not start because the one that it
   * was in is gone: it knows that by its id.
   *
   * @return the sandbox's id
   * @throws Throwable what it failed with, when that is not the reason
   */
  public String rejoin(Sandbox sandbox, Throwable fault) throws Throwable {
    if (!sandbox.networkEnabled() || !isNetworkGone(fault)) {
      throw fault;
    }
    LOG.info("the network of {} is gone; it joins the present one", sandbox.name());
    String present = id();
    resources.disconnect(name(), sandbox.id());
    resources.connect(present, sandbox.id());
    return sandbox.id();
  }

  private static boolean isNetworkGone(Throwable fault) {
    String words = EngineFaults.words(fault);
    return words.contains("network") && words.contains("not found");
  }

  private boolean isOurs(Network network) {
    return ownership.isOurs(network.getLabels()) && EngineResources.isPlainBridge(network);
  }
}
