package org.dockermcp.sandbox.capacity;

import java.util.Optional;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineDisk.Room;
import org.dockermcp.sandbox.SandboxRequest;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.ByteCount;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** The room that is kept free on the engine's disk, where this process can see that disk. */
public final class DiskFloor {
  private static final long LEAST = 2L << 30;

  private final EngineDisk disk;
  private final double share;

  public DiskFloor(Settings settings, EngineDisk disk) {
    this.disk = disk;
    share = settings.diskFloor();
  }

  /** The room there is; empty when the engine's disk cannot be seen from here. */
  public Optional<Room> room() {
    return disk.room();
  }

  /** How much of a disk is kept free, in bytes; 0 when the operator wants none kept. */
  public long bytes(Room room) {
    return share == 0 ? 0 : Math.max(LEAST, (long) (share * room.total()));
  }

  /** Why nothing more is to be written; empty while there is enough room, and when nobody knows. */
  public Optional<String> shortage(Optional<Room> room) {
    return room.filter(it -> it.free() < bytes(it))
        .map(
            it ->
                "the engine's disk has %s free, and %s are reserved"
                    .formatted(ByteCount.text(it.free()), ByteCount.text(bytes(it))));
  }

  /**
   * Goes on if there is room for another sandbox, and for its image.
   *
   * @throws ToolFailure {@code BUSY} otherwise
   */
  public void refuseWhenShort(SandboxRequest request) {
    shortage(room())
        .ifPresent(
            why -> {
              throw ToolFailure.of(
                  ErrorCode.BUSY,
                  "create a container of " + request.image(),
                  why,
                  "remove containers and volumes, or tell the operator, who sets DOCKER_MCP_DISK_FLOOR");
            });
  }
}
