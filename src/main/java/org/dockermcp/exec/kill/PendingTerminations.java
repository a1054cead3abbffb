package org.dockermcp.exec.kill;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dockermcp.exec.Command;
import org.dockermcp.sandbox.Sandbox;

/**
 * Commands that may still be at work although nobody waits for them, because the engine did not
 * answer when they were to be ended; they are ended before the next command begins in their
 * sandbox. Safe for use by many threads.
 *
 * <p>A hundred are remembered, the newest; what dies with its container is ended in vain.
 */
public final class PendingTerminations {
  private static final int MOST = 100;

  private final Set<Command> commands = new LinkedHashSet<>();

  /** Nobody waits for this one any more, and nobody knows whether it is at work. */
  public synchronized void add(Command command) {
    commands.add(command);
    if (commands.size() > MOST) {
      Iterator<Command> oldest = commands.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Notes what could not be ended. */
  public Termination note(Termination ending) {
    if (!ending.gone()) {
      add(ending.command());
    }
    return ending;
  }

  /** Those of a sandbox, which are to be ended now. */
  public synchronized List<Command> of(Sandbox sandbox) {
    List<Command> found = new ArrayList<>();
    commands.removeIf(command -> command.sandbox().id().equals(sandbox.id()) && found.add(command));
    return found;
  }
}
