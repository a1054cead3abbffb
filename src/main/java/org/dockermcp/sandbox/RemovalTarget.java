package org.dockermcp.sandbox;

import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.ContainerRemoval;
import org.dockermcp.engine.ContainerSummary;

/**
 * A container of ours that is to be removed.
 *
 * @param id 64 hex digits
 * @param name as callers know it
 * @param sessionVolume of its session, if it is of one
 * @param ownVolume that goes with it, where the engine would leave it
 */
public record RemovalTarget(
    String id, String name, Optional<String> sessionVolume, Optional<String> ownVolume) {

  /** A container that a list tells. */
  public static RemovalTarget of(ContainerSummary container) {
    return of(container.id(), container.name(), container.labels());
  }

  /** A sandbox. */
  public static RemovalTarget of(Sandbox sandbox) {
    return of(sandbox.id(), sandbox.name(), sandbox.labels());
  }

  /** A container of which only this is known. */
  public static RemovalTarget of(String id, String containerName, Map<String, String> labels) {
    return new RemovalTarget(
        id,
        Namespace.shownName(SessionId.principal(labels), containerName),
        SessionId.of(labels).map(SessionId::volume),
        Labels.read(labels, Labels.VOLUME));
  }

  /** What to ask the engine for. */
  public ContainerRemoval removal() {
    return new ContainerRemoval(id, false);
  }
}
