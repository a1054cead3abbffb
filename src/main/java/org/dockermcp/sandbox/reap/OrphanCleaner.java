package org.dockermcp.sandbox.reap;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.network.NetworkLending;
import org.dockermcp.sandbox.network.NetworkLoan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes volumes and lent networks that nobody will use again. */
final class OrphanCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanCleaner.class);

  private final Ownership ownership;
  private final EngineResources resources;
  private final NetworkLending lending;

  OrphanCleaner(Ownership ownership, EngineResources resources, NetworkLending lending) {
    this.ownership = ownership;
    this.resources = resources;
    this.lending = lending;
  }

  /**
   * What is still there.
   *
   * @param sessions that have a volume
   * @param stayed what was to go and could not be removed
   */
  record Found(Set<String> sessions, Set<String> stayed) {}

  /** Removes what it can; what it cannot, the next sweep tries again. */
  Found remove(ReapPolicy fates, Leases leases) {
    Found found = new Found(new HashSet<>(), new HashSet<>());
    for (InspectVolumeResponse volume : resources.volumes(ownership.labels())) {
      remove(volume, fates, leases, found);
    }
    for (Network network : resources.networks(ownership.labels())) {
      String server = server(network);
      boolean lender = fates.dead().contains(server);
      boolean lost =
          server.equals(ownership.server()) && !lending.isLent(String.valueOf(network.getName()));
      if (isLent(network) && (lender || lost)) {
        takeBack(network, found);
      }
    }
    return found;
  }

  private void remove(InspectVolumeResponse volume, ReapPolicy fates, Leases leases, Found found) {
    Map<String, String> labels = Objects.requireNonNullElse(volume.getLabels(), Map.of());
    String session = labels.get(Labels.SESSION);
    // Asked anew, for a session may have been used since the sweep began.
    ReapPolicy current =
        new ReapPolicy(fates.living(), fates.dead(), leases.table(), Instant.now());
    try {
      if (current.isDoomedVolume(labels, Instant.EPOCH)
          && current.isDoomedVolume(labels, made(volume.getName(), fates.now()))) {
        resources.removeVolume(volume.getName());
        LOG.info("removed volume {}", volume.getName());
        return;
      }
    } catch (DockerException e) {
      // Mostly that a container is on it, which is no dead server's or goes with the next sweep.
      LOG.debug("volume {} stays for now: {}", volume.getName(), e.toString());
      found.stayed().add(volume.getName());
    }
    if (session != null) {
      found.sessions().add(session);
    }
  }

  /** When the engine says that it was made, which a list does not tell; now when it does not. */
  private Instant made(String name, Instant now) {
    Optional<InspectVolumeResponse> inspected = resources.findVolume(name);
    try {
      return inspected
          .map(volume -> String.valueOf(volume.getRawValues().get("CreatedAt")))
          .map(text -> OffsetDateTime.parse(text).toInstant())
          .orElse(now);
    } catch (DateTimeException e) {
      return now;
    }
  }

  private static boolean isLent(Network network) {
    return String.valueOf(network.getName()).startsWith(NetworkLoan.PREFIX);
  }

  private static String server(Network network) {
    return labels(network).getOrDefault(Labels.SERVER, "");
  }

  private static Map<String, String> labels(Network network) {
    return Objects.requireNonNullElse(network.getLabels(), Map.of());
  }

  private void takeBack(Network network, Found found) {
    try {
      Set<String> containers = new HashSet<>(resources.containersIn(network.getId()));
      String borrower = labels(network).get(Labels.CONTAINER);
      if (borrower != null) {
        containers.add(borrower);
      }
      containers.forEach(container -> takeBack(network.getId(), container));
      resources.removeNetwork(network.getId());
      LOG.info("took back network {}", network.getName());
    } catch (DockerException e) {
      LOG.debug("network {} stays for now: {}", network.getName(), e.toString());
      found.stayed().add(String.valueOf(network.getName()));
    }
  }

  private void takeBack(String network, String container) {
    try {
      resources.disconnect(network, container);
    } catch (DockerException e) {
      if (!EngineFaults.words(e).contains("is not connected to")) {
        throw e;
      }
    }
    boolean stranded = resources.networksOf(container).map(Set::isEmpty).orElse(false);
    if (stranded) {
      resources.connect(SandboxProfile.NO_NETWORK, container);
    }
  }
}
