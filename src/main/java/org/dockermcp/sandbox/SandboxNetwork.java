package org.dockermcp.sandbox;

import java.util.Set;
import org.dockermcp.engine.EngineResources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge of sandboxes with a network, which others may remove; steps of {@code lib/sandbox}.
 */
public final class SandboxNetwork {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxNetwork.class);

  private final EngineResources resources;
  private final Ownership ownership;

  public SandboxNetwork(EngineResources resources, Ownership ownership) {
    this.resources = resources;
    this.ownership = ownership;
  }

  /** Makes the bridge where there is none. */
  void ensure() {
    if (resources.networksNamed(SandboxProfile.NETWORK).isEmpty()) {
      resources.createBridge(SandboxProfile.NETWORK, ownership.labels());
    }
  }

  /** Makes the bridge anew where a container did not start for want of it; tells whether it was. */
  boolean mended(Throwable fault) {
    String words = EngineFaults.words(fault);
    boolean networkGone = words.contains("network") && words.contains("not found");
    boolean bridgeGone = words.contains("could not find bridge");
    if (bridgeGone) {
      resources.networksNamed(SandboxProfile.NETWORK).forEach(network -> replace(network.getId()));
    }
    if (networkGone || bridgeGone) {
      LOG.warn("the network {} was gone, and has been made anew", SandboxProfile.NETWORK);
      ensure();
    }
    return networkGone || bridgeGone;
  }

  /** Its device is gone, so those that are in it have lost it already. */
  private void replace(String network) {
    Set<String> members = resources.members(network);
    members.forEach(member -> resources.disconnect(network, member));
    resources.removeNetwork(network);
    ensure();
    members.forEach(member -> resources.connect(SandboxProfile.NETWORK, member));
  }

  /**
   * Lets a stopped sandbox join the bridge of today, where it did not start because the one that it
   * was in is gone: it knows that by its id.
   *
   * @return its id
   * @throws Throwable what it failed with, when that is not the reason
   */
  public String rejoin(Sandbox sandbox, Throwable fault) throws Throwable {
    if (!sandbox.networkEnabled() || !mended(fault)) {
      throw fault;
    }
    resources.disconnect(SandboxProfile.NETWORK, sandbox.id());
    resources.connect(SandboxProfile.NETWORK, sandbox.id());
    return sandbox.id();
  }
}
