package org.dockermcp.sandbox.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.NetworkSpec;
import org.dockermcp.engine.Networks;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network of its own that one sandbox is lent; it reaches out and holds no other container.
 *
 * <p>Used by one call, {@link #takeBack} last, in a {@code doFinally}.
 */
public final class NetworkLoan {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkLoan.class);

  /** What the names of all lent networks begin with. */
  public static final String PREFIX = "docker-mcp-install-";

  private final Networks networks;
  private final Set<String> lent;
  private final String container;
  private final Optional<SessionId> session;
  private final Deque<Runnable> releases = new ArrayDeque<>();

  /**
   * @param lent names of networks that are lent now, kept by this
   */
  NetworkLoan(Networks networks, Sandbox sandbox, Set<String> lent) {
    this.networks = networks;
    this.lent = lent;
    this.container = sandbox.id();
    this.session = sandbox.session();
  }

  /** Of the sandbox. */
  Optional<SessionId> session() {
    return session;
  }

  /** Makes the network and lets the sandbox join it; each step's undoing is armed with it. */
  void lend(String name, Map<String, String> labels) {
    lent.add(name);
    releases.push(() -> lent.remove(name));
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Labels.CONTAINER, container);
    String bridge = networks.create(new NetworkSpec(name, all));
    releases.push(() -> networks.remove(bridge));
    // Docker lets nothing that is in its network "none" be in another.
    networks.disconnect(ContainerSpec.NO_NETWORK, container);
    releases.push(() -> networks.connect(ContainerSpec.NO_NETWORK, container));
    // Armed before it joins; that it is not in it is no fault.
    releases.push(() -> networks.disconnect(bridge, container));
    networks.connect(bridge, container);
  }

  /**
   * Undoes all of it that was done, whatever fails on the way.
   *
   * @throws RuntimeException the first failure; the others are suppressed in it
   */
  void takeBack() {
    RuntimeException failure = null;
    while (!releases.isEmpty()) {
      try {
        releases.pop().run();
      } catch (RuntimeException e) {
        LOG.error("the temporary network of container {} could not be removed", container, e);
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
