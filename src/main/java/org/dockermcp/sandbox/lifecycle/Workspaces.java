package org.dockermcp.sandbox.lifecycle;

import java.util.List;
import java.util.Optional;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.VolumeInfo;
import org.dockermcp.engine.VolumeSpec;
import org.dockermcp.engine.Volumes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;

/**
 * The volumes at the workspaces of sandboxes, used and removed only where they are ours.
 *
 * <p>A name proves nothing: anybody may have made a volume of that name before, with options of its
 * driver by which it is any folder of the host.
 */
public final class Workspaces {
  private final Volumes volumes;
  private final Ownership ownership;

  public Workspaces(Volumes volumes, Ownership ownership) {
    this.volumes = volumes;
    this.ownership = ownership;
  }

  /**
   * The name of a session's volume, made when absent.
   *
   * @throws ToolFailure {@code DENIED} when the volume of that name is not ours and the session's,
   *     or not a plain one
   */
  String open(SessionId session) {
    VolumeInfo volume =
        volumes.create(new VolumeSpec(session.volume(), ownership.newLabels(Optional.of(session))));
    if (!isUsable(volume) || !SessionId.of(volume.labels()).equals(Optional.of(session))) {
      throw denied("use session '" + session.shown() + "'", session.volume(), "session_id");
    }
    return session.volume();
  }

  /**
   * The sandbox, whose volume is checked again because it is to be reused.
   *
   * @throws ToolFailure {@code DENIED} as {@link #open} does; also for a volume of its own
   */
  public Sandbox check(Sandbox sandbox) {
    String name = sandbox.workspaceVolume();
    boolean right =
        sandbox
            .session()
            .map(session -> open(session).equals(name))
            .orElseGet(() -> volumes.find(name).filter(volume -> !isUsable(volume)).isEmpty());
    if (!right || name.isEmpty()) {
      throw denied("use container '" + sandbox.name() + "'", "'" + name + "'", "container");
    }
    return sandbox;
  }

  /** Whether a sandbox's volume exists and is ours, be the sandbox there or not. */
  boolean exists(Sandbox sandbox) {
    return volumes.find(sandbox.workspaceVolume()).filter(this::isUsable).isPresent();
  }

  /** The sessions of a principal that have a volume. */
  List<SessionId> sessions(Principal principal) {
    return volumes.list(ownership.filter()).stream()
        .filter(volume -> ownership.isOf(principal, volume.labels()))
        .flatMap(volume -> SessionId.of(volume.labels()).stream())
        .toList();
  }

  /** Removes a volume that is ours; whether it did, for one in use stays. */
  boolean remove(String name) {
    if (volumes.find(name).filter(volume -> ownership.isOurs(volume.labels())).isEmpty()) {
      return false;
    }
    try {
      volumes.remove(name);
      return true;
    } catch (EngineFault.Conflict e) {
      // A container is left on it.
      return false;
    }
  }

  private boolean isUsable(VolumeInfo volume) {
    return ownership.isOurs(volume.labels()) && volume.plain();
  }

  private static ToolFailure denied(String tried, String volume, String other) {
    return ToolFailure.of(
        ErrorCode.DENIED,
        tried,
        "the volume " + volume + " was not made by this server",
        "use another " + other);
  }
}
