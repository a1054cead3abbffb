package org.dockermcp.sandbox.capacity;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.dockermcp.exec.Command;
import org.dockermcp.sandbox.Sandbox;

/**
 * The sandboxes whose disk is watched, by container id; safe for use by many threads.
 *
 * <p>A command enters, and an idle sandbox is removed, in one step each: a command that enters
 * while its sandbox is removed would run unwatched.
 */
final class WatchedSandboxes {
  private final ConcurrentMap<String, WatchedSandbox> byId = new ConcurrentHashMap<>();

  /**
   * Adds a command to its sandbox, which is watched from then on.
   *
   * @param admission throws to refuse the command
   */
  WatchedSandbox enter(Command command, Consumer<WatchedSandbox> admission) {
    Sandbox sandbox = command.sandbox();
    return Objects.requireNonNull(
        byId.compute(
            sandbox.id(),
            (id, present) -> {
              WatchedSandbox one = present == null ? new WatchedSandbox(sandbox) : present;
              admission.accept(one);
              one.begin(command);
              return one;
            }));
  }

  /** Removes a sandbox that no longer runs, unless a command has entered meanwhile. */
  void removeIdle(WatchedSandbox one) {
    byId.computeIfPresent(
        one.sandbox().id(), (id, present) -> present == one && !one.isAtWork() ? null : present);
  }

  List<WatchedSandbox> all() {
    return List.copyOf(byId.values());
  }
}
