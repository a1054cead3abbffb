package org.dockermcp.sandbox;

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

  /**
   * Lets a stopped sandbox join the bridge of today, where it did not start because the one that it
   * was in is gone: it knows that by its id.
   *
   * @return its id
   * @throws Throwable what it failed with, when that is not the reason
   */
  public String rejoin(Sandbox sandbox, Throwable fault) throws Throwable {
    if (!sandbox.networkEnabled() || !isNetworkGone(fault)) {
      throw fault;
    }
    LOG.info("the network of {} is gone; it joins the present one", sandbox.name());
    ensure();
    resources.disconnect(SandboxProfile.NETWORK, sandbox.id());
    resources.connect(SandboxProfile.NETWORK, sandbox.id());
    return sandbox.id();
  }

  private static boolean isNetworkGone(Throwable fault) {
    String words = EngineFaults.words(fault);
    return words.contains("network") && words.contains("not found");
  }
}
