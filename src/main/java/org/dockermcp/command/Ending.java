package org.dockermcp.command;

/**
 * How far the ending of a command has come.
 *
 * @param command to be ended
 * @param step to be taken next, or the last one taken
 * @param gone whether a look has shown that nothing of it is left
 * @param triesLeft of this step
 * @param verdict of its program
 */
public record Ending(Command command, Step step, boolean gone, int triesLeft, Verdict verdict) {

  /** The steps, each blunter than the one before. */
  public enum Step {
    /** Everything that carries the command's mark, and nothing else. */
    MARKED,
    /** Everything in the container but its first process. */
    ALL,
    /** The container, without grace; its files stay. */
    RESTART
  }

  /** Whether a step is still to be taken. */
  public boolean goesOn() {
    return !gone && triesLeft > 0;
  }

  /** Whether the next step is to restart the container. */
  public boolean byRestart() {
    return step == Step.RESTART;
  }

  /** Whether other work in the container was ended too. */
  boolean tookOthers() {
    return step != Step.MARKED;
  }
}
