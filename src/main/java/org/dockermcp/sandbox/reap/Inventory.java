package org.dockermcp.sandbox.reap;

import java.time.Instant;
import java.util.List;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;

/**
 * The installation's sandboxes at one moment.
 *
 * @param at when the engine was asked; the epoch: never
 * @param all of them, running or not
 * @param running of them
 * @param ofThisServer those that this process has made
 * @param sessions that have one at least
 * @param memoryBytes that those which run may use together
 */
public record Inventory(
    Instant at, int all, int running, int ofThisServer, int sessions, long memoryBytes) {
  static final Inventory NONE = new Inventory(Instant.EPOCH, 0, 0, 0, 0, 0);

  static Inventory of(List<ContainerSummary> ours, Ownership ownership, Instant at) {
    List<ContainerSummary> holding = ours.stream().filter(it -> it.status().holdsMemory()).toList();
    return new Inventory(
        at,
        ours.size(),
        holding.size(),
        (int) ours.stream().filter(it -> ownership.isOfThisServer(it.labels())).count(),
        (int)
            ours.stream()
                .flatMap(it -> ReapPolicy.session(it.labels()).stream())
                .distinct()
                .count(),
        holding.stream()
            .map(it -> Limits.ofLabel(it.labels().get(Labels.LIMITS)))
            .mapToLong(limits -> limits.map(Limits::memoryBytes).orElse(0L))
            .sum());
  }
}
