package org.dockermcp.sandbox.reap;

import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.sandbox.network.NetworkLending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody will use again; the steps of {@code lib/reaper}. One sweep at a time.
 *
 * <p>At every tick the other servers' files are looked at, and the engine only when it has
 * something of ours or may have.
 */
public final class Reaper {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  /** How long nothing of ours can be in the engine before it is asked again. */
  private static final Duration EMPTY = Duration.ofSeconds(15);

  /**
   * How often volumes and networks are listed when nothing hints at one that is left, and how long
   * a dead server's file stays at least.
   */
  private static final Duration FULL = Duration.ofMinutes(1);

  /** How long after a server's last sign of life its requests may still make something. */
  private static final Duration AFTERMATH = Duration.ofSeconds(20);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration JUST_MADE = Duration.ofHours(1);

  private final Ownership ownership;
  private final EngineResources resources;
  private final ServerRegistry servers;
  private final Leases leases;
  private final OrphanCleaner leftovers;

  private final Map<ReapCandidate.Why, LongAdder> removed = new EnumMap<>(ReapCandidate.Why.class);
  private final LongAdder failures = new LongAdder();
  private volatile Inventory inventory = Inventory.NONE;

  private boolean foundAny = true;
  private Instant lastLook = Instant.EPOCH;
  private Instant lastFull = Instant.EPOCH;
  private Instant notBefore = Instant.EPOCH;
  private Duration pause = Duration.ZERO;

  public Reaper(
      Ownership ownership,
      EngineResources resources,
      NetworkLending lending,
      ServerRegistry servers,
      Leases leases) {
    this.ownership = ownership;
    this.resources = resources;
    this.servers = servers;
    this.leases = leases;
    this.leftovers = new OrphanCleaner(ownership, resources, lending);
    for (ReapCandidate.Why why : ReapCandidate.Why.values()) {
      removed.put(why, new LongAdder());
    }
  }

  /** The sandboxes that the last look at the engine has shown; never asks the engine. */
  public Inventory inventory() {
    return inventory;
  }

  /** How many containers it has removed, for this reason, since the process began. */
  public long removed(ReapCandidate.Why why) {
    return Objects.requireNonNull(removed.get(why)).sum();
  }

  /** How many sweeps have failed since the process began. */
  public long failures() {
    return failures.sum();
  }

  /**
   * What one sweep is to do.
   *
   * @param ours all containers that were looked at
   * @param doomed those that go
   * @param full whether volumes, networks and files are looked at too
   */
  public record Sweep(
      ReapPolicy fates, List<Container> ours, List<ReapCandidate> doomed, boolean full) {}

  /** Whether to ask the engine now. */
  public boolean isDue() {
    servers.refresh();
    leases.flush();
    Instant now = Instant.now();
    boolean hint = foundAny || !servers.look().dead().isEmpty();
    return !now.isBefore(notBefore) && (hint || lastLook.plus(EMPTY).isBefore(now));
  }

  /** Which containers to look at. */
  public ListRequest all() {
    return new ListRequest(ownership.labels());
  }

  /** What to do about these containers of ours, and whatever else there is. */
  public Sweep sweep(List<Container> ours) {
    servers.uses(resources.endpoint());
    Instant now = Instant.now();
    ServerRegistry.Look look = servers.look();
    ReapPolicy fates = new ReapPolicy(look.living(), look.dead().keySet(), leases.table(), now);
    List<ReapCandidate> doomed = fates.doomed(ours);
    boolean justDied =
        look.dead().values().stream().anyMatch(sign -> sign.plus(AFTERMATH).isAfter(now));
    boolean full = justDied || !doomed.isEmpty() || lastFull.plus(FULL).isBefore(now);
    foundAny = !ours.isEmpty();
    lastLook = now;
    inventory = Inventory.of(ours, ownership, now);
    return new Sweep(fates, ours, doomed, full);
  }

  /** Whether a container is to go even now, when others have gone before it. */
  public boolean isStillDoomed(ReapCandidate doomed) {
    ReapPolicy fates = new ReapPolicy(Set.of(), Set.of(), leases.table(), Instant.now());
    return switch (doomed.why()) {
      case SERVER_ENDED -> true;
      case NEVER_STARTED -> resources.state(doomed.id()).equals("created");
      case SESSION_EXPIRED ->
          doomed.session().map(it -> fates.hasExpired(it, doomed.made())).orElse(false);
      case NOBODYS -> resources.finished(doomed.id()).map(fates::isLongAgo).orElse(false);
    };
  }

  /** A container has gone; what goes with it goes now. */
  public void removed(ReapCandidate doomed) {
    doomed.ownVolume().ifPresent(resources::removeVolume);
    Objects.requireNonNull(removed.get(doomed.why())).increment();
    LOG.info("removed container {}: {}", doomed.name(), doomed.why());
  }

  /** A container has not gone, and is looked at again. */
  public void notRemoved(ReapCandidate doomed, Throwable fault) {
    LOG.debug("container {} stays for now: {}", doomed.name(), fault.toString());
  }

  /** Removes the volumes and networks that nobody will use again, and the files of the dead. */
  public void finish(Sweep sweep) {
    pause = Duration.ZERO;
    if (!sweep.full()) {
      return;
    }
    ReapPolicy fates = sweep.fates();
    lastFull = fates.now();
    OrphanCleaner.Found found = leftovers.remove(fates, leases);
    leases.merge(fates.leases().uses());
    leases.retain(sessions(sweep, found), fates.now().minus(JUST_MADE));
    if (sweep.doomed().isEmpty() && found.stayed().isEmpty()) {
      servers.look().dead().entrySet().stream()
          .filter(dead -> fates.dead().contains(dead.getKey()))
          .filter(dead -> dead.getValue().plus(FULL).isBefore(fates.now()))
          .forEach(dead -> servers.forget(dead.getKey()));
    }
  }

  /** The sessions of which something is left. */
  private static Set<String> sessions(Sweep sweep, OrphanCleaner.Found found) {
    Set<String> sessions = new HashSet<>(found.sessions());
    for (Container container : sweep.ours()) {
      String session =
          Objects.requireNonNullElse(container.getLabels(), Map.<String, String>of())
              .get(Labels.SESSION);
      if (session != null) {
        sessions.add(session);
      }
    }
    return sessions;
  }

  /** The sweep failed, mostly for want of an engine: the next ones wait longer. */
  public void failed(Throwable fault) {
    failures.increment();
    LOG.debug("a sweep failed", fault);
    Duration doubled = pause.isZero() ? Duration.ofSeconds(5) : pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    notBefore = Instant.now().plus(pause);
  }

  /** Which containers this server has made. */
  public ListRequest own() {
    return new ListRequest(ownership.labelsOfServer());
  }

  /** Those among them that end with this server. */
  public Sweep ending(List<Container> own) {
    ReapPolicy fates =
        new ReapPolicy(Set.of(), Set.of(ownership.server()), leases.table(), Instant.now());
    List<ReapCandidate> doomed =
        fates.doomed(own).stream()
            .filter(it -> it.why() == ReapCandidate.Why.SERVER_ENDED)
            .toList();
    return new Sweep(fates, own, doomed, true);
  }

  /** Removes this server's own volumes and networks, and lets the others know of its end. */
  public void left(Sweep sweep) {
    OrphanCleaner.Found found = leftovers.remove(sweep.fates(), leases);
    servers.leave(sweep.doomed().isEmpty() && found.stayed().isEmpty());
  }
}
