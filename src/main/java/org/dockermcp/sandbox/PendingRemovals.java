package org.dockermcp.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers that nobody will use again and that could not be removed, as when the engine hung; the
 * reaper's sweeps try again. Safe for use by many threads.
 *
 * <p>Each is a container of the engine's, so there are never more than it has.
 */
public final class PendingRemovals {
  private static final Logger LOG = LoggerFactory.getLogger(PendingRemovals.class);

  private final Map<String, RemovalTarget> byId = new ConcurrentHashMap<>();

  /** Removes each of these now, or else with a later sweep; never fails. */
  public void remove(List<RemovalTarget> targets, Function<RemovalTarget, RemovalOutcome> removal) {
    for (RemovalTarget target : targets) {
      try {
        record(removal.apply(target));
      } catch (RuntimeException e) {
        LOG.info("container {} could not be removed: {}", target.name(), e.toString());
        byId.put(target.id(), target);
      }
    }
  }

  /** Records how a removal ended. */
  public void record(RemovalOutcome outcome) {
    RemovalTarget target = outcome.target();
    if (outcome.isRemoved()) {
      byId.remove(target.id());
    } else {
      byId.put(target.id(), target);
    }
  }

  /** Those that are still to be removed. */
  public List<RemovalTarget> all() {
    return List.copyOf(byId.values());
  }
}
