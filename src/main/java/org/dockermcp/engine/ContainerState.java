package org.dockermcp.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as an inspect tells it.
 *
 * @param id 64 hex digits
 * @param name without a leading slash
 * @param imageId of what it runs
 * @param status at that moment
 * @param startedAt when it was last started; empty: never, or not known
 * @param finishedAt when it last stopped; empty: while it runs, and when it never did
 * @param labels all of them
 * @param limits in force
 * @param mounts its volumes
 * @param networks ids of the networks that it is in, or joins when it starts, by their names; an id
 *     may be empty before it was first started
 */
public record ContainerState(
    String id,
    String name,
    String imageId,
    ContainerStatus status,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Map<String, String> labels,
    ResourceLimits limits,
    List<Mount> mounts,
    Map<String, String> networks) {

  /** A volume, by its name, at an absolute path. */
  public record Mount(String volume, String target) {}

  /** The name of the volume at a path; empty: there is none. */
  public Optional<String> volumeAt(String target) {
    return mounts.stream()
        .filter(mount -> mount.target().equals(target))
        .map(Mount::volume)
        .findFirst();
  }
}
