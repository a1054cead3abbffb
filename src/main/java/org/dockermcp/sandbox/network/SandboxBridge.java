package org.dockermcp.sandbox.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.NetworkInfo;
import org.dockermcp.engine.NetworkSpec;
import org.dockermcp.engine.Networks;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
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

  private final Networks networks;
  private final Containers containers;
  private final Ownership ownership;

  public SandboxBridge(Networks networks, Containers containers, Ownership ownership) {
    this.networks = networks;
    this.containers = containers;
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
  public synchronized String id() {
    return find().orElseGet(this::make);
  }

  /**
   * Lets a stopped sandbox join the bridge of today, where it did not start because the one that it
   * was in is gone: it knows that by its id.
   *
   * @return the sandbox's id
   * @throws Throwable what it failed with, when that is not the reason
   */
  public String rejoin(Sandbox sandbox, Throwable fault) throws Throwable {
    if (!sandbox.networkEnabled() || !mended(fault)) {
      throw fault;
    }
    String present = id();
    boolean joined =
        containers
            .find(sandbox.id())
            .map(ContainerState::networks)
            .filter(all -> all.containsValue(present))
            .isPresent();
    if (!joined) {
      networks.disconnect(name(), sandbox.id());
      networks.connect(present, sandbox.id());
    }
    return sandbox.id();
  }

  /**
   * Makes the bridge anew where a container did not start for want of it; tells whether it was. The
   * engine may not know of the loss: its device can go without it.
   */
  public synchronized boolean mended(Throwable fault) {
    if (!(fault instanceof EngineFault.NetworkGone gone)) {
      return false;
    }
    if (gone.isDeviceGone()) {
      find().ifPresent(this::replace);
    }
    LOG.warn("the network {} was gone and is recreated", name());
    return true;
  }

  /** Its device is gone, so those that are in it have lost it already. */
  private void replace(String network) {
    Set<String> members = networks.containersIn(network);
    members.forEach(member -> networks.disconnect(network, member));
    networks.remove(network);
    String present = make();
    members.forEach(member -> networks.connect(present, member));
  }

  private String make() {
    try {
      return networks.create(new NetworkSpec(name(), ownership.newLabels(Optional.empty())));
    } catch (EngineFault.NameTaken e) {
      // Another process of this installation was faster.
      return find().orElseThrow(() -> e);
    }
  }

  private Optional<String> find() {
    List<NetworkInfo> named = networks.named(name());
    Optional<String> ours = named.stream().filter(this::isOurs).map(NetworkInfo::id).findFirst();
    if (ours.isEmpty() && !named.isEmpty()) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "give the container a network",
          "the network %s was not made by this server".formatted(name()),
          "remove that network, or omit network_enabled");
    }
    return ours;
  }

  private boolean isOurs(NetworkInfo network) {
    return ownership.isOurs(network.labels()) && network.isolating();
  }
}
