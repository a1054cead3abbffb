package org.dockermcp.sandbox;

import java.util.Optional;

/**
 * How the removal of a container ended.
 *
 * @param target that was to be removed
 * @param failure why it was not, without a full stop; empty: it is gone
 */
public record RemovalOutcome(RemovalTarget target, Optional<String> failure) {
  public boolean isRemoved() {
    return failure.isEmpty();
  }
}
