package org.dockermcp.sandbox.reap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lease.Leases;

/**
 * Which of our objects in an engine are reaped; decides and does nothing.
 *
 * @param living servers of this installation, by id
 * @param dead servers of this installation whose objects are on this engine
 * @param leases of the sessions
 * @param now the moment it is decided for
 */
record ReapPolicy(Set<String> living, Set<String> dead, Leases.Table leases, Instant now) {

  /**
   * Longer than any making takes: between a container's creation and its start are a file's copying
   * and two requests, each of a minute at most.
   */
  static final Duration MAKING = Duration.ofMinutes(5);

  /** The containers among ours that are reaped. */
  List<ReapCandidate> candidates(List<ContainerSummary> ours) {
    Map<String, Instant> newest = newest(ours);
    List<ReapCandidate> candidates = new ArrayList<>();
    for (ContainerSummary container : ours) {
      Instant made =
          session(container.labels())
              .map(session -> newest.getOrDefault(session, now))
              .orElseGet(() -> container.createdAt());
      reason(container, made)
          .ifPresent(reason -> candidates.add(ReapCandidate.of(container, reason, made)));
    }
    return candidates;
  }

  private static Map<String, Instant> newest(List<ContainerSummary> ours) {
    Map<String, Instant> newest = new HashMap<>();
    for (ContainerSummary container : ours) {
      session(container.labels())
          .ifPresent(
              session ->
                  newest.merge(session, container.createdAt(), (a, b) -> a.isAfter(b) ? a : b));
    }
    return newest;
  }

  private Optional<ReapReason> reason(ContainerSummary container, Instant made) {
    Optional<String> session = session(container.labels());
    boolean serverIsDead = dead.contains(container.labels().getOrDefault(Labels.SERVER, ""));
    if (isUnstarted(container)
        && ((session.isPresent() && serverIsDead)
            || container.createdAt().plus(MAKING).isBefore(now))) {
      return Optional.of(ReapReason.NEVER_STARTED);
    }
    if (session.isPresent()) {
      return hasExpired(session.get(), made)
          ? Optional.of(ReapReason.SESSION_EXPIRED)
          : Optional.empty();
    }
    if (serverIsDead) {
      return Optional.of(ReapReason.SERVER_ENDED);
    }
    return isOrphaned(container) ? Optional.of(ReapReason.ORPHANED) : Optional.empty();
  }

  private static boolean isUnstarted(ContainerSummary container) {
    return container.status() == ContainerStatus.CREATED;
  }

  /**
   * Of a server that is neither known as living nor as dead: it may be another user's, or in a
   * container of its own, so only what lies there stopped may go, and late.
   */
  private boolean isOrphaned(ContainerSummary container) {
    return !living.contains(container.labels().getOrDefault(Labels.SERVER, ""))
        && Set.of(ContainerStatus.EXITED, ContainerStatus.DEAD).contains(container.status())
        && isLongAgo(container.createdAt());
  }

  /** Whether a stop at this moment is so long ago that an idle session would have ended. */
  boolean isLongAgo(Instant moment) {
    return !leases.ttl().isZero() && moment.plus(leases.ttl()).isBefore(now);
  }

  /** Whether a session has ended whose newest object was made then. */
  boolean hasExpired(String session, Instant made) {
    return leases.end(session, made).map(end -> !end.isAfter(now)).orElse(false);
  }

  /** Whether a volume with these labels is reaped. */
  boolean isExpiredVolume(Map<String, String> labels, Instant made) {
    return session(labels)
        .map(session -> hasExpired(session, made))
        .orElseGet(() -> dead.contains(labels.getOrDefault(Labels.SERVER, "")));
  }

  /** The key of the session that an object of ours belongs to; empty: none. */
  static Optional<String> session(Map<String, String> labels) {
    return SessionId.of(labels).map(SessionId::key);
  }
}
