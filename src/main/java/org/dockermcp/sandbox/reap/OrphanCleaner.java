package org.dockermcp.sandbox.reap;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.NetworkInfo;
import org.dockermcp.engine.Networks;
import org.dockermcp.engine.VolumeInfo;
import org.dockermcp.engine.Volumes;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.network.NetworkLending;
import org.dockermcp.sandbox.network.NetworkLoan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes volumes and lent networks that nobody will use again. */
final class OrphanCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanCleaner.class);

  private final Ownership ownership;
  private final Containers containers;
  private final Volumes volumes;
  private final Networks networks;
  private final NetworkLending lending;

  OrphanCleaner(
      Ownership ownership,
      Containers containers,
      Volumes volumes,
      Networks networks,
      NetworkLending lending) {
    this.ownership = ownership;
    this.containers = containers;
    this.volumes = volumes;
    this.networks = networks;
    this.lending = lending;
  }

  /**
   * What is still there.
   *
   * @param sessions keys of those that have a volume
   * @param stayed what was to be removed and could not be
   */
  record Found(Set<String> sessions, Set<String> stayed) {}

  /** Removes what it can; what it cannot, the next sweep tries again. */
  Found remove(ReapPolicy policy, Leases leases) {
    Found found = new Found(new HashSet<>(), new HashSet<>());
    for (VolumeInfo volume : volumes.list(ownership.filter())) {
      remove(volume, policy, leases, found);
    }
    for (NetworkInfo network : networks.list(ownership.filter())) {
      String server = network.labels().getOrDefault(Labels.SERVER, "");
      boolean lender = policy.dead().contains(server);
      boolean lost = server.equals(ownership.server()) && !lending.isLent(network.name());
      if (network.name().startsWith(NetworkLoan.PREFIX) && (lender || lost)) {
        takeBack(network, found);
      }
    }
    return found;
  }

  private void remove(VolumeInfo volume, ReapPolicy policy, Leases leases, Found found) {
    Map<String, String> labels = volume.labels();
    // Asked again, for a session may have been used since the sweep began.
    ReapPolicy current =
        new ReapPolicy(policy.living(), policy.dead(), leases.table(), Instant.now());
    try {
      if (current.isExpiredVolume(labels, Instant.EPOCH)
          && current.isExpiredVolume(labels, made(volume, policy.now()))) {
        volumes.remove(volume.name());
        LOG.info("removed volume {}", volume.name());
        return;
      }
    } catch (EngineFault e) {
      failUnlessAnswer(e);
      // Mostly that a container is on it, which is no dead server's or goes with the next sweep.
      LOG.debug("volume {} is not removed yet: {}", volume.name(), e.toString());
      found.stayed().add(volume.name());
    }
    ReapPolicy.session(labels).ifPresent(found.sessions()::add);
  }

  /** When the engine says that it was made, which a list does not tell; now when it does not. */
  private Instant made(VolumeInfo volume, Instant now) {
    return volumes.find(volume.name()).flatMap(VolumeInfo::createdAt).orElse(now);
  }

  private void takeBack(NetworkInfo network, Found found) {
    try {
      Set<String> members = new HashSet<>(networks.containersIn(network.id()));
      Labels.read(network.labels(), Labels.CONTAINER).ifPresent(members::add);
      members.forEach(container -> takeBack(network.id(), container));
      networks.remove(network.id());
      LOG.info("removed network {}", network.name());
    } catch (EngineFault e) {
      failUnlessAnswer(e);
      LOG.debug("network {} is not removed yet: {}", network.name(), e.toString());
      found.stayed().add(network.name());
    }
  }

  private void takeBack(String network, String container) {
    networks.disconnect(network, container);
    boolean stranded =
        containers.find(container).map(ContainerState::networks).filter(Map::isEmpty).isPresent();
    if (stranded) {
      networks.connect(ContainerSpec.NO_NETWORK, container);
    }
  }

  /** Without an engine the whole sweep is tried again later. */
  private static void failUnlessAnswer(EngineFault fault) {
    if (EngineFault.isConnection(fault)) {
      throw fault;
    }
  }
}
