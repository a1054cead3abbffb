package org.dockermcp.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.PlainText;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/** Makes commands of calls and results of what became of them; the steps of {@code run}. */
public final class Commands {
  private static final Duration SCRIPT_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** What the server reads itself must not be cut, whatever callers may get. */
  private static final int OWN_OUTPUT = 1 << 20;

  /** Execs run as the container's own user. */
  private static final String OWN_USER = "";

  private static final Pattern FOLDER = Pattern.compile("/[^\\p{Cntrl}]{0,4095}");

  /** How runc's word that a program could not start begins; it arrives as standard output. */
  private static final String START_FAILURE = "OCI runtime exec failed: ";

  private final Settings settings;
  private final EngineResources resources;
  private final ServerMark mark;
  private final Spool spool;

  /**
   * @param spool keeps what callers' commands write
   */
  public Commands(Settings settings, EngineResources resources, ServerMark mark, Spool spool) {
    this.spool = spool;
    this.settings = settings;
    this.mark = mark;
    this.resources = resources;
  }

  /** The shell line of a call of execute_code. */
  public Command shell(ToolCall call, Sandbox sandbox) {
    Arguments arguments = call.arguments();
    Program program =
        ShellLine.program(text(arguments, "command"), arguments.optionalText("stdin").orElse(""));
    return command(call, sandbox, program, settings.timeout());
  }

  /** The script of a call of execute_python_script. */
  public Command python(ToolCall call, Sandbox sandbox) {
    Arguments arguments = call.arguments();
    arguments.texts("args").forEach(arg -> refuseNul(arg, "args"));
    Program program =
        PythonScript.program(
            text(arguments, "script"),
            arguments.texts("args"),
            arguments.optionalText("stdin").orElse(""),
            call.id());
    return command(call, sandbox, program, SCRIPT_TIMEOUT);
  }

  /** Whether a call of execute_python_script needs packages first. */
  public boolean wantsPackages(ToolCall call) {
    return !call.arguments().texts("packages").isEmpty();
  }

  /** The call that installs what a script needs. */
  public ToolCall packages(ToolCall call) {
    return call.step(
        "add_dependencies",
        Map.of(
            "container_id",
            call.arguments().text("container_id"),
            "packages",
            call.arguments().texts("packages"),
            "package_manager",
            "pip"));
  }

  /** The result told with what was installed before; null when nothing was. */
  public CommandResult withInstalled(CommandResult result, @Nullable Object installed) {
    return installed == null ? result : result.with(installed);
  }

  /** A short command of the server's own, without the caller's environment or folder. */
  public Command own(String callId, Sandbox sandbox, Program program, Duration timeout) {
    return own(callId, sandbox, program, new SandboxEnvironment(Map.of()), timeout, line -> {});
  }

  /** A command of the server's own whose output is also told line by line. */
  public Command own(
      String callId,
      Sandbox sandbox,
      Program program,
      SandboxEnvironment environment,
      Duration timeout,
      Consumer<String> lines) {
    return new Command(
        callId,
        sandbox,
        program,
        environment,
        Sandbox.WORKSPACE,
        timeout,
        System.nanoTime(),
        new OutputBudget(OWN_OUTPUT, new OutputLines(lines)));
  }

  /** The command that shows whether commands run at all in a new sandbox. */
  public Command readiness(ToolCall call, Sandbox sandbox) {
    return own(call.id(), sandbox, new Program(List.of("/bin/sh", "-c", ":"), ""), SHORT);
  }

  private Command command(ToolCall call, Sandbox sandbox, Program program, Duration otherwise) {
    return new Command(
        call.id(),
        sandbox,
        program,
        SandboxEnvironment.of(call.arguments()),
        workingDir(call.arguments()),
        timeout(call.arguments(), otherwise),
        System.nanoTime(),
        new OutputBudget(settings.maxOutputBytes(), LiveOutput.to(call.progress()), spool));
  }

  private static String text(Arguments arguments, String name) {
    String text = arguments.text(name);
    refuseNul(text, name);
    return text;
  }

  private static void refuseNul(String text, String name) {
    if (text.indexOf('\0') >= 0) {
      throw ToolFailure.invalid(
          "read '" + name + "'", "it holds a NUL character", "leave that out or write it escaped");
    }
  }

  private static String workingDir(Arguments arguments) {
    String folder = arguments.optionalText("working_dir").orElse(Sandbox.WORKSPACE);
    if (!FOLDER.matcher(folder).matches()) {
      throw ToolFailure.invalid(
          "use working_dir '" + PlainText.of(folder) + "'",
          "it is not an absolute path",
          "give one such as /workspace");
    }
    return folder;
  }

  /**
   * The timeout a call asks for, in seconds.
   *
   * @param otherwise of a call that does not say; the operator's maximum where that is shorter
   * @throws ToolFailure naming the range, when it is outside
   */
  public Duration timeout(Arguments arguments, Duration otherwise) {
    double most = settings.maxTimeout().toMillis() / 1000.0;
    double seconds =
        arguments
            .number("timeout")
            .map(Number::doubleValue)
            .orElse(Math.min(otherwise.toMillis() / 1000.0, most));
    if (!(seconds >= SHORTEST.toMillis() / 1000.0 && seconds <= most)) {
      throw ToolFailure.invalid(
          "use timeout " + PlainText.of(String.valueOf(seconds)),
          "it is not between 0.1 and %.0f seconds".formatted(most),
          "give one in that range");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** What the engine is asked to run. */
  public ExecRequest exec(Command command) {
    return new ExecRequest(
        command.sandbox().id(),
        command.program().argv(),
        marked(command),
        OWN_USER,
        command.workingDir(),
        command.program().stdin(),
        command.left(),
        Instant.now(),
        command.output());
  }

  /** The command's environment, with the mark that it is ended by. */
  private List<String> marked(Command command) {
    List<String> environment = new ArrayList<>(command.environment().lines());
    environment.add(Endings.MARK + "=" + command.callId());
    environment.add(mark.text());
    return environment;
  }

  /** How an exec stands, asked after its stream has ended. */
  public ExecOutcome outcome(String execId, ExecRequest request) {
    return resources.execOutcome(execId, request);
  }

  /**
   * The result of a command.
   *
   * @param ending how it was ended; null when it ended by itself
   * @throws ToolFailure when the program could not be started
   */
  public CommandResult result(Command command, ExecOutcome outcome, @Nullable Ending ending) {
    command.output().end();
    KeptOutput stdout = command.output().keptStdout();
    KeptOutput stderr = command.output().keptStderr();
    Integer exitCode = outcome.exitCode().isPresent() ? outcome.exitCode().getAsInt() : null;
    refuseStartFailure(command, exitCode, stdout.text());
    long omitted = stdout.omittedBytes() + stderr.omittedBytes();
    boolean outputLimit = command.output().isEnough();
    return new CommandResult(
        stdout.text(),
        stderr.text(),
        exitCode,
        outcome.took().toMillis(),
        outcome.running() && !outputLimit,
        outcome.outOfMemory(),
        omitted > 0,
        new CommandResult.Omitted(stdout.omittedBytes(), stderr.omittedBytes()),
        outputLimit,
        command.output().outputId().orElse(null),
        command.sandbox().startedForThis(),
        ending != null && ending.tookOthers(),
        null);
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
   * @throws Throwable the fault itself, when it is another
   */
  public void endUnknown(Command command, Throwable fault) throws Throwable {
    if (!EngineFaults.isConnection(fault)) {
      command.output().end();
      throw fault;
    }
    ExecOutcome unknown = new ExecOutcome(false, OptionalInt.empty(), command.elapsed(), false);
    throw ToolFailure.of(
            ErrorCode.ENGINE_LOST,
            "tell how the command in container '" + command.sandbox().name() + "' ended",
            "the connection to the Docker engine broke while it ran",
            "see check_engine, and look at what the command has done before running it again")
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
              "it was still running after %d ms and was ended%s"
                  .formatted(
                      result.durationMs(),
                      result.othersEnded()
                          ? ", and with it all that ran in the container, for it would not end"
                          : ""),
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
}
