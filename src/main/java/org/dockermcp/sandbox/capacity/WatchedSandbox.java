package org.dockermcp.sandbox.capacity;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockermcp.exec.Command;
import org.dockermcp.sandbox.Sandbox;

/**
 * What is known of a sandbox's disk. Commands come and go on any thread; all else belongs to the
 * thread that watches.
 */
final class WatchedSandbox {
  private static final long UNKNOWN = -1;

  private final Sandbox sandbox;
  private final Set<Command> atWork = ConcurrentHashMap.newKeySet();
  private volatile long bytes = UNKNOWN;
  private volatile long growth;
  private long lookedNanos;
  private boolean stopping;

  WatchedSandbox(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  void begin(Command command) {
    atWork.add(command);
  }

  void end(Command command) {
    atWork.remove(command);
  }

  boolean isAtWork() {
    return !atWork.isEmpty();
  }

  /** Stops every command at work; false when there is none. */
  boolean stop(String reason) {
    boolean any = isAtWork();
    atWork.forEach(command -> command.output().stop(reason));
    if (any) {
      stopExpected();
    }
    return any;
  }

  /** What it and its volumes had at the last look; negative before the first. */
  long bytes() {
    return bytes;
  }

  boolean isKnown() {
    return bytes != UNKNOWN;
  }

  /** By how much it had grown between the last two looks; 0 before there are two. */
  long growth() {
    return growth;
  }

  /** What it grows by until the next look was written before it could be stopped. */
  void stopExpected() {
    stopping = true;
  }

  /** Takes the result of a look. */
  void has(long now) {
    growth = isKnown() && !stopping ? now - bytes : 0;
    stopping = false;
    bytes = now;
    lookedNanos = System.nanoTime();
  }

  /** Whether nobody has looked for so long. */
  boolean isUnseenFor(Duration age) {
    return !isKnown() || System.nanoTime() - lookedNanos > age.toNanos();
  }
}
