package org.dockermcp.exec.kill;

import java.util.Optional;
import org.dockermcp.exec.Command;

/**
 * How far the termination of a command has come.
 *
 * @param command to be terminated
 * @param step to be taken next, or the last one taken
 * @param gone whether a check has shown that nothing of it is left
 * @param triesLeft of this step
 * @param interruptsLeft interrupts after which the step is still repeated
 * @param report of the step's script
 * @param recreatedAs the id of the container that replaced its container; empty when none did
 */
public record Termination(
    Command command,
    Step step,
    boolean gone,
    int triesLeft,
    int interruptsLeft,
    KillReport report,
    Optional<String> recreatedAs) {

  /** More would only come from a client that never stops cancelling. */
  static final int MOST_INTERRUPTS = 5;

  Termination(
      Command command,
      Step step,
      boolean gone,
      int triesLeft,
      KillReport report,
      Optional<String> recreatedAs) {
    this(command, step, gone, triesLeft, MOST_INTERRUPTS, report, recreatedAs);
  }

  /** The steps, each more drastic than the one before. */
  public enum Step {
    /** Every process that carries the command's token, and no other. */
    TAGGED,
    /** Every process in the container but PID 1. */
    ALL,
    /** The container is restarted without a grace period; its files stay. */
    RESTART,
    /** The container is removed and recreated on the same volume; its other files are lost. */
    RECREATE
  }

  /** Whether a step is still to be taken. */
  public boolean isUnfinished() {
    return !gone && triesLeft > 0;
  }

  /** Whether it was left before its last step, since nothing showed how the command stands. */
  public boolean isPending() {
    return !gone && triesLeft == 0 && step != Step.RECREATE;
  }

  /** Why it has not ended with nothing left, as a clause. */
  public String whyNotGone() {
    return isPending()
        ? "the engine does not answer, so it may still be running"
        : "it could not be killed";
  }

  /** Whether the next step is to restart the container. */
  public boolean byRestart() {
    return step == Step.RESTART;
  }

  /** Whether the next step is to recreate the container. */
  public boolean byRecreation() {
    return step == Step.RECREATE;
  }

  /** Whether other processes in the container were killed too. */
  public boolean killedOthers() {
    return step != Step.TAGGED;
  }

  /** The same step again, after an interrupt. */
  Termination interrupted() {
    return new Termination(
        command, step, gone, triesLeft, interruptsLeft - 1, new KillReport(), recreatedAs);
  }
}
