package org.dockermcp.sandbox.reap;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.Networks;
import org.dockermcp.engine.Volumes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.PendingRemovals;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.sandbox.network.NetworkLending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody will use again; the steps of {@code lib/reaper}. One sweep at a time.
 *
 * <p>At every tick the other servers' files are read, and the engine is asked only when it has
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
  private final Containers containers;
  private final ServerRegistry servers;
  private final Leases leases;
  private final Supplier<String> engineAddress;
  private final OrphanCleaner orphans;
  private final PendingRemovals pending;

  private final Map<ReapReason, LongAdder> removed = new EnumMap<>(ReapReason.class);
  private final LongAdder failures = new LongAdder();
  private volatile Inventory inventory = Inventory.NONE;

  private boolean foundAny = true;
  private Instant lastAsked = Instant.EPOCH;
  private Instant lastFull = Instant.EPOCH;
  private Instant notBefore = Instant.EPOCH;
  private Duration pause = Duration.ZERO;

  /** The engine that a reaper asks. */
  public record EngineParts(
      Supplier<String> address, Containers containers, Volumes volumes, Networks networks) {}

  public Reaper(
      Ownership ownership,
      EngineParts engine,
      NetworkLending lending,
      ServerRegistry servers,
      Leases leases,
      PendingRemovals pending) {
    this.ownership = ownership;
    this.containers = engine.containers();
    this.engineAddress = engine.address();
    this.servers = servers;
    this.leases = leases;
    this.pending = pending;
    this.orphans =
        new OrphanCleaner(
            ownership, engine.containers(), engine.volumes(), engine.networks(), lending);
    for (ReapReason reason : ReapReason.values()) {
      removed.put(reason, new LongAdder());
    }
  }

  /** The sandboxes that the last list of the engine has shown; never asks the engine. */
  public Inventory inventory() {
    return inventory;
  }

  /** How many containers it has removed, for this reason, since the process began. */
  public long removed(ReapReason reason) {
    return Objects.requireNonNull(removed.get(reason)).sum();
  }

  /** How many sweeps have failed since the process began. */
  public long failures() {
    return failures.sum();
  }

  /**
   * What one sweep is to do.
   *
   * @param ours all containers that were looked at
   * @param candidates those that are removed
   * @param full whether volumes, networks and files are looked at too
   */
  public record Sweep(
      ReapScope scope,
      ReapPolicy policy,
      List<ContainerSummary> ours,
      List<ReapCandidate> candidates,
      boolean full) {}

  /** Whether to ask the engine now. */
  public boolean isDue() {
    servers.refresh();
    leases.flush();
    Instant now = Instant.now();
    boolean hint = foundAny || !pending.all().isEmpty() || !servers.snapshot().dead().isEmpty();
    return !now.isBefore(notBefore) && (hint || lastAsked.plus(EMPTY).isBefore(now));
  }

  /** What the reaper's own sweeps are about. */
  public ReapScope all() {
    return ReapScope.INSTALLATION;
  }

  /** Which containers to list. */
  public ListRequest containers(ReapScope scope) {
    return ListRequest.labelled(
        scope == ReapScope.THIS_SERVER ? ownership.filterOfServer() : ownership.filter());
  }

  /** What to do about these containers of ours, and whatever else there is. */
  public Sweep plan(ReapScope scope, List<ContainerSummary> ours) {
    return scope == ReapScope.THIS_SERVER ? ending(ours) : sweep(ours);
  }

  private Sweep sweep(List<ContainerSummary> ours) {
    servers.uses(engineAddress.get());
    Instant now = Instant.now();
    ServerRegistry.Snapshot known = servers.snapshot();
    ReapPolicy policy = new ReapPolicy(known.living(), known.dead().keySet(), leases.table(), now);
    List<ReapCandidate> candidates = candidates(policy, policy.candidates(ours));
    boolean justDied =
        known.dead().values().stream().anyMatch(sign -> sign.plus(AFTERMATH).isAfter(now));
    boolean full = justDied || !candidates.isEmpty() || lastFull.plus(FULL).isBefore(now);
    foundAny = !ours.isEmpty();
    lastAsked = now;
    inventory = Inventory.of(ours, ownership, now);
    return new Sweep(ReapScope.INSTALLATION, policy, ours, candidates, full);
  }

  private Sweep ending(List<ContainerSummary> own) {
    ReapPolicy policy =
        new ReapPolicy(Set.of(), Set.of(ownership.server()), leases.table(), Instant.now());
    List<ReapCandidate> candidates =
        policy.candidates(own).stream()
            .filter(it -> it.reason() == ReapReason.SERVER_ENDED)
            .toList();
    return new Sweep(ReapScope.THIS_SERVER, policy, own, candidates(policy, candidates), true);
  }

  /** Those that the policy finds, and those whose removal has failed before; each once. */
  private List<ReapCandidate> candidates(ReapPolicy policy, List<ReapCandidate> found) {
    Map<String, ReapCandidate> byId = new LinkedHashMap<>();
    found.forEach(it -> byId.put(it.target().id(), it));
    pending
        .all()
        .forEach(target -> byId.put(target.id(), ReapCandidate.pending(target, policy.now())));
    return List.copyOf(byId.values());
  }

  /** Whether a container is to be removed even now, when others were removed before it. */
  public boolean isStillDue(ReapCandidate candidate) {
    ReapPolicy policy = new ReapPolicy(Set.of(), Set.of(), leases.table(), Instant.now());
    String id = candidate.target().id();
    try {
      return switch (candidate.reason()) {
        case SERVER_ENDED, PENDING_REMOVAL -> true;
        case NEVER_STARTED ->
            containers.find(id).filter(it -> it.status() == ContainerStatus.CREATED).isPresent();
        case SESSION_EXPIRED ->
            candidate.session().map(it -> policy.hasExpired(it, candidate.made())).orElse(false);
        case ORPHANED ->
            containers
                .find(id)
                .flatMap(ContainerState::finishedAt)
                .map(policy::isLongAgo)
                .orElse(false);
      };
    } catch (EngineFault e) {
      LOG.debug("container {} is not removed yet: {}", candidate.target().name(), e.toString());
      return false;
    }
  }

  /** Counts a container that is gone; one that is not is a candidate again. */
  public void count(ReapCandidate candidate, RemovalOutcome outcome) {
    if (candidate.reason() == ReapReason.PENDING_REMOVAL) {
      pending.record(outcome);
    }
    if (outcome.isRemoved()) {
      Objects.requireNonNull(removed.get(candidate.reason())).increment();
      LOG.info("removed container {}: {}", candidate.target().name(), candidate.reason());
    }
  }

  /** Removes the volumes and networks that nobody will use again, and the files of the dead. */
  public void finish(Sweep sweep) {
    if (sweep.scope() == ReapScope.THIS_SERVER) {
      OrphanCleaner.Found found = orphans.remove(sweep.policy(), leases);
      servers.leave(sweep.candidates().isEmpty() && found.stayed().isEmpty());
      return;
    }
    pause = Duration.ZERO;
    if (!sweep.full()) {
      return;
    }
    ReapPolicy policy = sweep.policy();
    lastFull = policy.now();
    OrphanCleaner.Found found = orphans.remove(policy, leases);
    leases.merge(policy.leases().uses());
    leases.retain(sessions(sweep, found), policy.now().minus(JUST_MADE));
    if (sweep.candidates().isEmpty() && found.stayed().isEmpty()) {
      servers.snapshot().dead().entrySet().stream()
          .filter(dead -> policy.dead().contains(dead.getKey()))
          .filter(dead -> dead.getValue().plus(FULL).isBefore(policy.now()))
          .forEach(dead -> servers.forget(dead.getKey()));
    }
  }

  /** The sessions of which something is left. */
  private static Set<String> sessions(Sweep sweep, OrphanCleaner.Found found) {
    Set<String> sessions = new HashSet<>(found.sessions());
    sweep.ours().forEach(it -> ReapPolicy.session(it.labels()).ifPresent(sessions::add));
    return sessions;
  }

  /** The sweep failed, mostly for want of an engine: the next ones wait longer. */
  public void failed(Throwable fault) {
    failures.increment();
    LOG.debug("a run of the reaper failed", fault);
    Duration doubled = pause.isZero() ? Duration.ofSeconds(5) : pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    notBefore = Instant.now().plus(pause);
  }
}
