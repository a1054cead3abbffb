package org.dockermcp.exec.kill;

import org.dockermcp.exec.Command;
import org.jspecify.annotations.Nullable;

/**
 * How far the ending of a command has come.
 *
 * @param command to be ended
 * @param step to be taken next, or the last one taken
 * @param gone whether a look has shown that nothing of it is left
 * @param triesLeft of this step
 * @param verdict of its program
 * @param remadeAs the id of the container that took its container's place; null when none did
 */
public record Termination(
    Command command,
    Step step,
    boolean gone,
    int triesLeft,
    KillReport verdict,
    @Nullable String remadeAs) {

  /** The steps, each blunter than the one before. */
  public enum Step {
    /** Everything that carries the command's mark, and nothing else. */
    MARKED,
    /** Everything in the container but its first process. */
    ALL,
    /** The container, without grace; its files stay. */
    RESTART,
    /** The container, removed and made anew on the same volume; its other files are lost. */
    REMAKE
  }

  /** Whether a step is still to be taken. */
  public boolean goesOn() {
    return !gone && triesLeft > 0;
  }

  /** Whether the next step is to restart the container. */
  public boolean byRestart() {
    return step == Step.RESTART;
  }

  /** Whether the next step is to make the container anew. */
  public boolean byRemake() {
    return step == Step.REMAKE;
  }

  /** Whether other work in the container was ended too. */
  public boolean tookOthers() {
    return step != Step.MARKED;
  }
}
