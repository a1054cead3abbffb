package org.dockermcp.exec.run;

import java.util.Optional;
import java.util.OptionalInt;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.exec.kill.Termination;
import org.dockermcp.exec.output.KeptOutput;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Turns what the engine reports of commands into results; the last steps of {@code run}. */
public final class Outcomes {
  private static final String KILLED_LATER =
      "check the engine: the command is killed before the next one starts";

  private final PendingTerminations pending;

  /**
   * @param pending gets the commands whose outcome is unknown
   */
  public Outcomes(PendingTerminations pending) {
    this.pending = pending;
  }

  /** The result of a command that ended by itself. */
  public CommandResult completed(Command command, ExecOutcome outcome) {
    return result(command, outcome, Optional.empty());
  }

  /**
   * The result of a command that was terminated, at its timeout or at a limit.
   *
   * @throws ToolFailure {@code TIMED_OUT} when it could not be killed
   */
  public CommandResult terminated(Command command, ExecOutcome outcome, Termination termination) {
    CommandResult result = result(command, outcome, Optional.of(termination));
    if (!termination.gone()) {
      throw ToolFailure.of(
              ErrorCode.TIMED_OUT,
              "kill the command in container '" + command.sandbox().name() + "'",
              termination.whyNotGone(),
              termination.isPending() ? KILLED_LATER : "remove the container")
          .with(result);
    }
    return result;
  }

  private static CommandResult result(
      Command command, ExecOutcome outcome, Optional<Termination> termination) {
    command.output().end();
    KeptOutput stdout = command.output().keptStdout();
    KeptOutput stderr = command.output().keptStderr();
    refuseMissingPython(command, stderr.text());
    long omitted = stdout.omittedBytes() + stderr.omittedBytes();
    boolean outputLimit = command.output().isFull();
    // One that ended by itself meanwhile was not stopped.
    String diskLimit =
        outcome.exitCode().isEmpty() ? command.output().stopped().orElse(null) : null;
    return new CommandResult(
        stdout.text(),
        stderr.text(),
        outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null,
        outcome.took().toMillis(),
        outcome.running() && !outputLimit && diskLimit == null,
        outcome.outOfMemory(),
        omitted > 0,
        new CommandResult.Omitted(stdout.omittedBytes(), stderr.omittedBytes()),
        outputLimit,
        diskLimit,
        omitted > 0 ? command.output().outputId().orElse(null) : null,
        command.sandbox().recovery(),
        termination.filter(Termination::killedOthers).isPresent(),
        termination.flatMap(Termination::recreatedAs).orElse(command.sandbox().recreatedAs()),
        null,
        null);
  }

  /** Names images that have a Python, when there was none to run a script. */
  private static void refuseMissingPython(Command command, String stderr) {
    if (PythonScript.foundNoPython(stderr, command.callId())) {
      throw ToolFailure.invalid(
          "run the script in container '" + command.sandbox().name() + "'",
          "its image " + command.sandbox().image() + " has neither python3 nor python",
          "create a container of python:3.12-slim, or of nikolaik/python-nodejs for Node.js too");
    }
  }

  /**
   * Fails with what kept the command from starting, or with {@code ENGINE_LOST} and the output so
   * far when its outcome is unknown.
   *
   * @throws Throwable the fault itself, when it is another, or nothing has happened
   */
  public void failUnknown(Command command, Throwable fault) throws Throwable {
    command.output().end();
    if (fault instanceof EngineFault.StartRefused refused) {
      throw startFailure(command, refused);
    }
    boolean forgotten = fault instanceof EngineFault.ExecForgotten;
    if (fault instanceof EngineFault.Unavailable
        || !(forgotten || EngineFault.isConnection(fault))) {
      throw fault;
    }
    pending.add(command);
    ExecOutcome unknown = new ExecOutcome(false, OptionalInt.empty(), command.elapsed(), false);
    throw ToolFailure.of(
            ErrorCode.ENGINE_LOST,
            "get the exit status of the command in container '" + command.sandbox().name() + "'",
            forgotten
                ? "the engine was restarted, or the container removed, while it ran"
                : "the connection to the engine was lost while it ran",
            "check the engine, and what the command has done, before running it again")
        .with(completed(command, unknown))
        .causedBy(fault);
  }

  private static ToolFailure startFailure(Command command, EngineFault.StartRefused refused) {
    String program = PlainText.clause(command.program().argv().get(0));
    String said = PlainText.clause(String.valueOf(refused.getMessage()));
    String tried = "start the command in container '" + command.sandbox().name() + "'";
    ToolFailure failure =
        switch (refused.why()) {
          case NO_WORKING_DIR ->
              ToolFailure.invalid(
                  tried,
                  "there is no folder " + PlainText.of(command.workingDir()),
                  "create the folder first, or leave working_dir out");
          case NO_PROGRAM ->
              ToolFailure.invalid(
                  tried,
                  "its image %s has no %s".formatted(command.sandbox().image(), program),
                  "use an image that has " + program);
          case TOO_LONG ->
              ToolFailure.invalid(
                  tried,
                  "its arguments and environment are longer than Linux takes",
                  "pass less, or write it to a file first");
          case OTHER ->
              ToolFailure.invalid(
                  tried, said, "check that " + program + " can be executed in its image");
        };
    return failure.causedBy(refused);
  }

  /** Fails because the call of the command was cancelled, which was terminated then. */
  public void failCancelled(Command command, Termination termination) {
    command.output().discard();
    throw ToolFailure.of(
        ErrorCode.CANCELLED,
        "finish the command in container '" + command.sandbox().name() + "'",
        termination.gone()
            ? "the call was cancelled and the command killed"
            : "the call was cancelled, and the command may still be running",
        termination.gone() ? "call again to run it" : KILLED_LATER);
  }

  /**
   * False for the failure of a readiness command that the engine could not start.
   *
   * @throws ToolFailure any other, which says nothing about the sandbox
   */
  public boolean unready(ToolFailure failure) {
    if (failure.getCause() instanceof EngineFault.StartRefused) {
      return false;
    }
    throw failure;
  }

  /**
   * The result, if the command ended in time.
   *
   * @throws ToolFailure {@code TIMED_OUT}, with the output so far
   */
  public CommandResult inTime(CommandResult result) {
    if (result.timedOut()) {
      throw ToolFailure.of(
              ErrorCode.TIMED_OUT,
              "finish the command",
              "%s%s%s"
                  .formatted(
                      result.whyStopped().orElseThrow(),
                      result.othersEnded()
                          ? "; it could not be killed alone, so every process in the container was"
                          : "",
                      result.remadeContainerId() == null
                          ? ""
                          : "; the container was recreated as " + result.remadeContainerId()),
              "give a longer timeout if it needs one")
          .with(result);
    }
    return result;
  }
}
