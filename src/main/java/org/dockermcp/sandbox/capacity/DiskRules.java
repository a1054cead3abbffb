package org.dockermcp.sandbox.capacity;

import java.time.Duration;
import java.util.Optional;
import org.dockermcp.engine.EngineDisk.Room;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.ByteCount;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** When to look at a sandbox's disk, and when it has too much there. */
final class DiskRules {
  /** Where nothing has been taken from the disk, something may have been freed beside it. */
  private static final Duration AT_WORK = Duration.ofSeconds(10);

  private static final Duration IDLE = Duration.ofMinutes(1);

  /** What a log or a cache may grow by without being what fills the disk. */
  private static final long LITTLE = 1L << 20;

  private static final long MOST_UNSEEN = 64L << 20;

  /** What may have been written beyond the limit before anybody could see it. */
  private static final long BEYOND = 1L << 30;

  private final long limit;
  private final DiskFloor floor;

  DiskRules(Settings settings, DiskFloor floor) {
    limit = settings.diskLimit();
    this.floor = floor;
  }

  /** How much may be taken from the disk before a look is due, in bytes. */
  long unseen() {
    return Math.min(MOST_UNSEEN, Math.max(LITTLE, limit / 16));
  }

  /**
   * Whether it is time to look at a sandbox.
   *
   * @param taken whether more than {@link #unseen} has been taken from the disk since all were
   *     looked at; empty when this process cannot see the disk
   */
  boolean isDue(WatchedSandbox sandbox, Optional<Boolean> taken) {
    boolean pressing = sandbox.isAtWork() && (taken.isEmpty() || isOver(sandbox));
    return pressing
        || taken.orElse(false)
        || sandbox.isUnseenFor(sandbox.isAtWork() ? AT_WORK : IDLE);
  }

  private boolean isOver(WatchedSandbox sandbox) {
    return sandbox.bytes() > limit;
  }

  /** Why what writes in a sandbox is to be stopped; empty when it may go on. */
  Optional<String> tooMuch(WatchedSandbox sandbox, Optional<Room> room) {
    if (isOver(sandbox) && sandbox.growth() > 0) {
      return Optional.of(
          "the container's disk limit is reached: it uses %s of %s, volumes included"
              .formatted(ByteCount.text(sandbox.bytes()), ByteCount.text(limit)));
    }
    return sandbox.growth() > LITTLE ? floor.shortage(room) : Optional.empty();
  }

  /**
   * Why everything at work is to be stopped though nothing is seen to grow: files that are unlinked
   * or empty do not show in what a container has. Empty unless the disk is short and shrinks.
   *
   * @param before free bytes of a moment ago
   */
  Optional<String> tooMuchByNobody(Optional<Room> room, long before) {
    return floor.shortage(room.filter(it -> before - it.free() > LITTLE));
  }

  /**
   * Lets a command begin in a sandbox that is full too, so that it can free room, but not for ever:
   * one that ends before anybody looks may have written more.
   *
   * @throws ToolFailure {@code DENIED} at twice the limit, a gigabyte beyond it at least
   */
  void refuseWhenFull(WatchedSandbox sandbox) {
    if (sandbox.bytes() - limit > Math.max(limit, BEYOND)) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "run a command in container '" + sandbox.sandbox().name() + "'",
          "it uses %s of disk with its volumes, and its limit is %s"
              .formatted(ByteCount.text(sandbox.bytes()), ByteCount.text(limit)),
          "remove it with its volumes and create another");
    }
  }
}
