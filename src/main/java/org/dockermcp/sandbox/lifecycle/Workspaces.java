package org.dockermcp.sandbox.lifecycle;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * The volumes at the workspaces of sandboxes, used and removed only where they are ours.
 *
 * <p>A name proves nothing: anybody may have made a volume of that name before, with options of its
 * driver by which it is any folder of the host.
 */
public final class Workspaces {
  private final EngineResources resources;
  private final Ownership ownership;

  public Workspaces(EngineResources resources, Ownership ownership) {
    this.resources = resources;
    this.ownership = ownership;
  }

  /**
   * The name of a session's volume, made when absent.
   *
   * @throws ToolFailure {@code DENIED} when the volume of that name is not ours and the session's,
   *     or not a plain one
   */
  String of(SessionId session) {
    InspectVolumeResponse volume =
        resources.volume(session.volume(), ownership.labels(Optional.of(session)));
    boolean itsOwn = session.value().equals(labels(volume).get(Labels.SESSION));
    if (!itsOwn || !isUsable(volume)) {
      throw denied("use session '" + session.value() + "'", session.volume(), "session_id");
    }
    return session.volume();
  }

  /**
   * The sandbox, whose volume is looked at again because it is to be used again.
   *
   * @throws ToolFailure {@code DENIED} as {@link #of} does; also for a volume of its own
   */
  public Sandbox check(Sandbox sandbox) {
    Optional<String> session = sandbox.session().map(this::of);
    String name = sandbox.workspaceVolume();
    boolean right =
        session
            .map(name::equals)
            .orElseGet(
                () -> resources.findVolume(name).filter(volume -> !isUsable(volume)).isEmpty());
    if (!right || name.isEmpty()) {
      throw denied("use container '" + sandbox.name() + "'", "'" + name + "'", "container");
    }
    return sandbox;
  }

  /** Whether a sandbox's volume is there and ours, be the sandbox there or not. */
  boolean has(Sandbox sandbox) {
    return resources.findVolume(sandbox.workspaceVolume()).filter(this::isUsable).isPresent();
  }

  /** Removes a volume that is ours; whether it did, for one in use stays. */
  boolean remove(String name) {
    Optional<InspectVolumeResponse> ours =
        resources.findVolume(name).filter(volume -> ownership.isOurs(labels(volume)));
    if (ours.isEmpty()) {
      return false;
    }
    try {
      resources.removeVolume(name);
      return true;
    } catch (ConflictException e) {
      // A container is left on it.
      return false;
    }
  }

  private boolean isUsable(InspectVolumeResponse volume) {
    Map<String, String> options = Objects.requireNonNullElse(volume.getOptions(), Map.of());
    return ownership.isOurs(labels(volume))
        && "local".equals(volume.getDriver())
        && options.isEmpty();
  }

  private static Map<String, String> labels(InspectVolumeResponse volume) {
    return Objects.requireNonNullElse(volume.getLabels(), Map.of());
  }

  private static ToolFailure denied(String tried, String volume, String other) {
    return ToolFailure.of(
        ErrorCode.DENIED,
        tried,
        "the volume " + volume + " was not made by this server",
        "use another " + other);
  }
}
