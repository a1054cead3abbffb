package org.dockermcp.sandbox.reap;

import java.time.Instant;
import java.util.Optional;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.sandbox.RemovalTarget;

/**
 * A container that nobody will use again.
 *
 * @param target that is to be removed
 * @param reason why
 * @param session key of the session it belongs to; empty: none
 * @param made when the newest of its session was, or it
 */
public record ReapCandidate(
    RemovalTarget target, ReapReason reason, Optional<String> session, Instant made) {

  /** One whose removal has failed before. */
  static ReapCandidate pending(RemovalTarget target, Instant now) {
    return new ReapCandidate(target, ReapReason.PENDING_REMOVAL, Optional.empty(), now);
  }

  static ReapCandidate of(ContainerSummary container, ReapReason reason, Instant made) {
    return new ReapCandidate(
        RemovalTarget.of(container), reason, ReapPolicy.session(container.labels()), made);
  }
}
