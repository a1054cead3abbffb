package org.dockermcp.sandbox.reap;

import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.lease.Leases;

/**
 * What is to become of the objects of ours that an engine has; decides and does nothing.
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

  /** The containers among ours that go. */
  List<ReapCandidate> doomed(List<Container> ours) {
    Map<String, Instant> newest = newest(ours);
    List<ReapCandidate> doomed = new ArrayList<>();
    for (Container container : ours) {
      String session = labels(container).get(Labels.SESSION);
      Instant made = session == null ? made(container) : newest.getOrDefault(session, now);
      why(container, made).ifPresent(why -> doomed.add(ReapCandidate.of(container, why, made)));
    }
    return doomed;
  }

  private static Map<String, Instant> newest(List<Container> ours) {
    Map<String, Instant> newest = new HashMap<>();
    for (Container container : ours) {
      String session = labels(container).get(Labels.SESSION);
      if (session != null) {
        newest.merge(session, made(container), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return newest;
  }

  private Optional<ReapCandidate.Why> why(Container container, Instant made) {
    String session = labels(container).get(Labels.SESSION);
    boolean serverIsDead = dead.contains(labels(container).getOrDefault(Labels.SERVER, ""));
    if (isUnstarted(container)
        && ((session != null && serverIsDead) || made(container).plus(MAKING).isBefore(now))) {
      return Optional.of(ReapCandidate.Why.NEVER_STARTED);
    }
    if (session != null) {
      return hasExpired(session, made)
          ? Optional.of(ReapCandidate.Why.SESSION_EXPIRED)
          : Optional.empty();
    }
    if (serverIsDead) {
      return Optional.of(ReapCandidate.Why.SERVER_ENDED);
    }
    return isNobodys(container) ? Optional.of(ReapCandidate.Why.NOBODYS) : Optional.empty();
  }

  private static boolean isUnstarted(Container container) {
    return "created".equals(container.getState());
  }

  /**
   * Of a server that is neither known as living nor as dead: it may be another user's, or in a
   * container of its own, so only what lies there stopped may go, and late.
   */
  private boolean isNobodys(Container container) {
    return !living.contains(labels(container).getOrDefault(Labels.SERVER, ""))
        && Set.of("exited", "dead").contains(container.getState())
        && isLongAgo(made(container));
  }

  /** Whether a stop at this moment is so long ago that an idle session would have ended. */
  boolean isLongAgo(Instant moment) {
    return !leases.ttl().isZero() && moment.plus(leases.ttl()).isBefore(now);
  }

  /** Whether a session has ended whose newest object was made then. */
  boolean hasExpired(String session, Instant made) {
    return leases.end(session, made).map(end -> !end.isAfter(now)).orElse(false);
  }

  /** Whether a volume with these labels goes. */
  boolean isDoomedVolume(Map<String, String> labels, Instant made) {
    String session = labels.get(Labels.SESSION);
    return session == null
        ? dead.contains(labels.getOrDefault(Labels.SERVER, ""))
        : hasExpired(session, made);
  }

  private static Instant made(Container container) {
    return Instant.ofEpochSecond(Objects.requireNonNullElse(container.getCreated(), 0L));
  }

  private static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }
}
