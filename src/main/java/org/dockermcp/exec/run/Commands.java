package org.dockermcp.exec.run;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.Shell;
import org.dockermcp.exec.kill.DeadManSwitches;
import org.dockermcp.exec.kill.ProcessTokens;
import org.dockermcp.exec.output.LiveOutput;
import org.dockermcp.exec.output.OutputBudget;
import org.dockermcp.exec.output.OutputLines;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/** Makes commands of calls, and exec requests of commands. */
public final class Commands {
  private static final Duration SCRIPT_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** What the server reads itself must not be cut, whatever callers may get. */
  private static final int OWN_OUTPUT = 1 << 20;

  /** Execs run as the container's own user. */
  private static final String OWN_USER = "";

  private final Settings settings;
  private final ProcessTokens tokens;
  private final DeadManSwitches switches;
  private final Spool spool;

  /**
   * @param spool keeps what callers' commands write
   */
  public Commands(Settings settings, ProcessTokens tokens, DeadManSwitches switches, Spool spool) {
    this.spool = spool;
    this.settings = settings;
    this.tokens = tokens;
    this.switches = switches;
  }

  /**
   * The shell line that an argument of a call holds, with the argument {@code stdin} as its input.
   */
  public Command shell(ToolCall call, Sandbox sandbox, String argument) {
    Arguments arguments = call.arguments();
    Program program =
        ShellLine.program(text(arguments, argument), arguments.optionalText("stdin").orElse(""));
    return command(call, sandbox, program, settings.timeout());
  }

  /** The same command without a time limit, which continues after its call. */
  public Command background(ToolCall call, Command command) {
    return background(call, command, LiveOutput.to(call.progress()), null);
  }

  /**
   * The shell line that an argument of a call holds, which continues after its call and reads input
   * while it runs.
   *
   * @param input what it reads, made by {@link ShellLine#framed}
   */
  public Command interactive(ToolCall call, Sandbox sandbox, String argument, InputStream input) {
    Program program = ShellLine.interactive(text(call.arguments(), argument));
    return background(call, command(call, sandbox, program, SHORT), OutputSink.NONE, input);
  }

  /** Its whole output is readable while it runs. */
  private Command background(
      ToolCall call, Command command, OutputSink also, @Nullable InputStream input) {
    return new Command(
        command.callId(),
        command.sandbox(),
        command.program(),
        command.environment(),
        command.workingDir(),
        Command.FOREVER,
        command.madeNanos(),
        OutputBudget.whole(settings.maxOutputBytes(), also, spool.ownedBy(call.principal())),
        input);
  }

  /**
   * How long a call waits for a command that may continue in the background.
   *
   * @throws ToolFailure naming the range, when it asks for one outside
   */
  public Duration backgroundTimeout(Arguments arguments) {
    return timeout(arguments, settings.timeout());
  }

  /** The Python script that an argument of a call holds, with {@code args} and {@code stdin}. */
  public Command python(ToolCall call, Sandbox sandbox, String argument) {
    Arguments arguments = call.arguments();
    List<String> args = arguments.texts("args");
    ArgumentLimits.check("args", args, List.of());
    Program program =
        PythonScript.program(
            text(arguments, argument), args, arguments.optionalText("stdin").orElse(""), call.id());
    return command(call, sandbox, program, SCRIPT_TIMEOUT);
  }

  /** A short command of the server's own, without the caller's environment or folder. */
  public Command own(String callId, Sandbox sandbox, Program program, Duration timeout) {
    return own(callId, sandbox, program, SandboxEnvironment.NONE, timeout, line -> {});
  }

  /**
   * The same for one that may write more.
   *
   * @param output bytes kept of it
   */
  public Command own(
      String callId, Sandbox sandbox, Program program, Duration timeout, int output) {
    return new Command(
        callId,
        sandbox,
        program,
        SandboxEnvironment.NONE,
        Sandbox.WORKSPACE,
        timeout,
        System.nanoTime(),
        new OutputBudget(output),
        null);
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
        new OutputBudget(OWN_OUTPUT, new OutputLines(lines)),
        null);
  }

  /**
   * Whether a sandbox's new dead man's switch shows that commands run in it, for it needs what the
   * readiness command needs; false tells nothing, and the command is to be run.
   *
   * @param readiness made by {@link #readiness}
   */
  public boolean showReady(Command readiness) {
    return switches.attach(readiness.sandbox(), readiness.workingDir());
  }

  /** The command that shows whether commands run at all in a new sandbox. */
  public Command readiness(ToolCall call, Sandbox sandbox) {
    return own(call.id(), sandbox, new Program(Shell.argv(":"), ""), SHORT);
  }

  /** A program that a call runs, with the call's environment, folder and time. */
  public Command of(ToolCall call, Sandbox sandbox, Program program) {
    return command(call, sandbox, program, settings.timeout());
  }

  private Command command(ToolCall call, Sandbox sandbox, Program program, Duration otherwise) {
    return new Command(
        call.id(),
        sandbox,
        program,
        sandbox.environment().with(SandboxEnvironment.of(call.arguments()).values()),
        WorkingDir.of(call.arguments()).path(),
        timeout(call.arguments(), otherwise),
        System.nanoTime(),
        new OutputBudget(
            settings.maxOutputBytes(),
            LiveOutput.to(call.progress()),
            spool.ownedBy(call.principal())),
        null);
  }

  private static String text(Arguments arguments, String name) {
    String text = arguments.text(name);
    refuseNul(text, name);
    return text;
  }

  private static void refuseNul(String text, String name) {
    if (text.indexOf('\0') >= 0) {
      throw ToolFailure.invalid(
          "read '" + name + "'", "it contains a NUL character", "remove it or escape it");
    }
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

  /** What the engine is asked to run; the sandbox has a dead man's switch from then on. */
  public ExecRequest execRequest(Command command) {
    switches.attach(command.sandbox());
    return new ExecRequest(
        command.sandbox().id(),
        command.program().argv(),
        withTokens(command),
        OWN_USER,
        command.workingDir(),
        command.stdin(),
        command.left(),
        Instant.now(),
        command.output());
  }

  /** The command's environment, with the tokens that it is found and killed by. */
  private List<String> withTokens(Command command) {
    List<String> environment = new ArrayList<>(command.environment().lines());
    environment.add(tokens.of(command.sandbox().id(), command.callId()));
    environment.add(tokens.ofServer());
    return environment;
  }
}
