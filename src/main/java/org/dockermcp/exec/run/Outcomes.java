package org.dockermcp.exec.run;

import java.util.OptionalInt;
import org.dockermcp.engine.EngineUnavailableException;
import org.dockermcp.engine.ExecForgottenException;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.exec.kill.Termination;
import org.dockermcp.exec.output.KeptOutput;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/** Tells what became of commands; the last steps of {@code run}. */
public final class Outcomes {
  /** How runc's word that a program could not start begins; it arrives as standard output. */
  private static final String START_FAILURE = "OCI runtime exec failed: ";

  private final EngineResources resources;
  private final PendingTerminations stragglers;

  /**
   * @param resources of the engine that ran them
   * @param stragglers gets those whose fate is unknown
   */
  public Outcomes(EngineResources resources, PendingTerminations stragglers) {
    this.resources = resources;
    this.stragglers = stragglers;
  }

  /** How an exec stands, asked after its stream has ended. */
  public ExecOutcome outcome(String execId, ExecRequest request) {
    return resources.execOutcome(execId, request);
  }

  /**
   * Waits until a program that nobody waits for any more can be found and ended: the engine may
   * still be starting it.
   *
   * @throws Throwable the fault itself
   */
  public void interrupted(String execId, Throwable fault) throws Throwable {
    try {
      resources.awaitProcess(execId);
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
    throw fault;
  }

  /**
   * The result of a command.
   *
   * @param ending how it was ended; null when it ended by itself
   * @throws ToolFailure when the program could not be started, or not be ended
   */
  public CommandResult result(Command command, ExecOutcome outcome, @Nullable Termination ending) {
    command.output().end();
    KeptOutput stdout = command.output().keptStdout();
    KeptOutput stderr = command.output().keptStderr();
    Integer exitCode = outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null;
    refuseStartFailure(command, exitCode, stdout.text());
    long omitted = stdout.omittedBytes() + stderr.omittedBytes();
    boolean outputLimit = command.output().isFull();
    // One that ended by itself meanwhile was not stopped.
    String diskLimit = outcome.running() ? command.output().stopped().orElse(null) : null;
    CommandResult result =
        new CommandResult(
            stdout.text(),
            stderr.text(),
            exitCode,
            outcome.took().toMillis(),
            outcome.running() && !outputLimit && diskLimit == null,
            outcome.outOfMemory(),
            omitted > 0,
            new CommandResult.Omitted(stdout.omittedBytes(), stderr.omittedBytes()),
            outputLimit,
            diskLimit,
            omitted > 0 ? command.output().outputId().orElse(null) : null,
            command.sandbox().recovery().tookStarting(),
            command.sandbox().recovery().lostProcesses(),
            ending != null && ending.tookOthers(),
            ending != null && ending.remadeAs() != null
                ? ending.remadeAs()
                : command.sandbox().recreatedAs(),
            null,
            null);
    if (ending != null && !ending.gone()) {
      throw ToolFailure.of(
              ErrorCode.TIMED_OUT,
              "end the command in container '" + command.sandbox().name() + "'",
              "it goes on, whatever was tried",
              "remove the container")
          .with(result);
    }
    return result;
  }

  private static void refuseStartFailure(
      Command command, @Nullable Integer exitCode, String stdout) {
    boolean mayBe = exitCode != null && (exitCode == 126 || exitCode == 127);
    if (mayBe && stdout.startsWith(START_FAILURE)) {
      boolean noFolder = stdout.contains("chdir to cwd");
      throw ToolFailure.invalid(
          "start the command in container '" + command.sandbox().name() + "'",
          noFolder
              ? "there is no folder " + PlainText.of(command.workingDir())
              : PlainText.clause(stdout.substring(START_FAILURE.length())),
          noFolder
              ? "create the folder first, or leave working_dir out"
              : "use an image that has /bin/sh");
    }
  }

  /**
   * Says that nobody knows how the command ended, with the output so far, if the engine went away.
   *
   * @throws Throwable the fault itself, when it is another, or came before anything was begun
   */
  public void endUnknown(Command command, Throwable fault) throws Throwable {
    boolean forgotten = fault instanceof ExecForgottenException;
    if (fault instanceof EngineUnavailableException
        || !(forgotten || EngineFaults.isConnection(fault))) {
      command.output().end();
      throw fault;
    }
    stragglers.add(command);
    ExecOutcome unknown = new ExecOutcome(false, OptionalInt.empty(), command.elapsed(), false);
    throw ToolFailure.of(
            ErrorCode.ENGINE_LOST,
            "tell how the command in container '" + command.sandbox().name() + "' ended",
            forgotten
                ? "the Docker engine was restarted, or the container removed, while it ran"
                : "the connection to the Docker engine broke while it ran",
            "check the engine, and look at what the command has done before running it again")
        .with(result(command, unknown, null))
        .causedBy(fault);
  }

  /** Says that the command was ended because its caller wants no answer. */
  public void cancelled(Command command) {
    command.output().discard();
    throw ToolFailure.of(
        ErrorCode.CANCELLED,
        "finish the command in container '" + command.sandbox().name() + "'",
        "the call was cancelled and the command ended",
        "call again to start anew");
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
              "it was still running after %d ms and was ended%s%s"
                  .formatted(
                      result.durationMs(),
                      result.othersEnded()
                          ? ", and with it all that ran in the container, for it would not end"
                          : "",
                      result.remadeContainerId() == null
                          ? ""
                          : "; the container could not go on and was made anew as "
                              + result.remadeContainerId()),
              "give a longer timeout if it needs one")
          .with(result);
    }
    return result;
  }

  /**
   * The result, if there was a Python to run the script.
   *
   * @throws ToolFailure naming images that have one
   */
  public CommandResult hadPython(Command command, CommandResult result) {
    if (PythonScript.foundNoPython(result.stderr(), command.callId())) {
      throw ToolFailure.invalid(
          "run the script in container '" + command.sandbox().name() + "'",
          "its image " + command.sandbox().image() + " has neither python3 nor python",
          "create a container of python:3.12-slim, or of nikolaik/python-nodejs for Node.js too");
    }
    return result;
  }

  /** The result told with what was installed before; null when nothing was. */
  public CommandResult withInstalled(CommandResult result, @Nullable Object installed) {
    return installed == null ? result : result.with(installed);
  }
}
