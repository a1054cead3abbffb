package org.dockermcp.sandbox.reap;

import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.capacity.MemoryShare;

/**
 * The installation's sandboxes at one moment.
 *
 * @param at when the engine was asked; the epoch: never
 * @param all of them, running or not
 * @param running of them
 * @param ofThisServer those that end with this process
 * @param sessions that have one at least
 * @param memoryBytes that those which run may use together
 */
public record Inventory(
    Instant at, int all, int running, int ofThisServer, int sessions, long memoryBytes) {
  static final Inventory NONE = new Inventory(Instant.EPOCH, 0, 0, 0, 0, 0);

  static Inventory of(List<Container> ours, Ownership ownership, Instant at) {
    List<Container> holding =
        ours.stream().filter(it -> MemoryShare.HOLDING.contains(it.getState())).toList();
    return new Inventory(
        at,
        ours.size(),
        holding.size(),
        (int) ours.stream().filter(it -> isOfThisServer(labels(it), ownership)).count(),
        (int)
            ours.stream()
                .map(it -> labels(it).get(Labels.SESSION))
                .filter(Objects::nonNull)
                .distinct()
                .count(),
        holding.stream()
            .map(it -> Limits.ofLabel(labels(it).get(Labels.LIMITS)))
            .mapToLong(limits -> limits.map(Limits::memoryBytes).orElse(0L))
            .sum());
  }

  private static boolean isOfThisServer(Map<String, String> labels, Ownership ownership) {
    return ownership.server().equals(labels.get(Labels.SERVER));
  }

  private static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }
}
