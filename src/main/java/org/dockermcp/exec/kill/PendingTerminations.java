package org.dockermcp.exec.kill;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.exec.Command;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * Commands that may still be running although no call waits for them, because the engine did not
 * answer when they were to be terminated; they are terminated before the next command starts in
 * their sandbox. Safe for use by many threads.
 *
 * <p>Holds the newest 100; terminating one that ended with its container does no harm.
 */
public final class PendingTerminations {
  private static final int MOST = 100;

  /** By call id and container: a call has at most one command at a time in a sandbox. */
  private final Map<String, Command> commands = new LinkedHashMap<>();

  /** Adds a command whose end is not confirmed. */
  public synchronized void add(Command command) {
    commands.put(key(command), command);
    if (commands.size() > MOST) {
      Iterator<Command> oldest = commands.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Adds the command of a termination that did not succeed. */
  public Termination record(Termination termination) {
    if (!termination.gone()) {
      add(termination.command());
    }
    return termination;
  }

  /** Whether a sandbox has any. */
  public synchronized boolean existIn(Sandbox sandbox) {
    return commands.values().stream().anyMatch(command -> isIn(sandbox, command));
  }

  /** Those of a sandbox, which are removed here and are to be terminated now. */
  public synchronized List<Command> take(Sandbox sandbox) {
    List<Command> found = new ArrayList<>();
    commands.values().removeIf(command -> isIn(sandbox, command) && found.add(command));
    return found;
  }

  /**
   * Refuses to start a command beside an earlier one.
   *
   * @param taken that were to be terminated before
   * @throws ToolFailure {@code ENGINE_UNAVAILABLE} when the end of one is still not confirmed
   */
  public synchronized void requireGone(List<Command> taken) {
    for (Command command : taken) {
      if (commands.containsKey(key(command))) {
        throw ToolFailure.of(
            ErrorCode.ENGINE_UNAVAILABLE,
            "start the command in container '" + command.sandbox().name() + "'",
            "an earlier command there may still be running and could not be killed",
            "check the engine and try again, or remove the container");
      }
    }
  }

  private static String key(Command command) {
    return command.callId() + " " + command.sandbox().id();
  }

  private static boolean isIn(Sandbox sandbox, Command command) {
    return command.sandbox().id().equals(sandbox.id());
  }
}
