package org.dockermcp.steps;

import java.util.ArrayList;
import java.util.List;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.Shell;
import org.dockermcp.exec.run.ArgumentLimits;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.exec.run.ShellLine;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * Makes the commands of routes that integrators write.
 *
 * <p>The command's own text stands in the route. What a caller sent is named by its argument and
 * reaches the command as further arguments or on its standard input, never as text of a shell.
 */
public final class ToolCommands {
  private final Commands commands;

  public ToolCommands(Commands commands) {
    this.commands = commands;
  }

  /** A shell line, whose further arguments are {@code $1}, {@code $2} and so on. */
  @RouteStep(
      value = "command.shell(${variable.call}, ${body}, 'sort | uniq -c')",
      does =
          "a command that the sandbox's /bin/sh runs, in /workspace or the argument `working_dir`,"
              + " for at most the argument `timeout` or the operator's default, with the variables"
              + " of the argument `environment`",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Command shell(ToolCall call, Sandbox sandbox, String line) {
    return commands.of(call, sandbox, new Program(Shell.argv(line), ""));
  }

  /** A program and its arguments, parted by spaces; no shell reads them. */
  @RouteStep(
      value = "command.program(${variable.call}, ${body}, 'node -')",
      does = "the same without a shell: a program and its arguments, parted by spaces",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Command program(ToolCall call, Sandbox sandbox, String words) {
    return commands.of(call, sandbox, new Program(List.of(words.strip().split("\\s+", -1)), ""));
  }

  /** The shell line that a caller sent. */
  @RouteStep(
      value = "command.shellArgument(${variable.call}, ${body}, 'command')",
      does =
          "a command that runs the shell line which an argument of the call holds, with the"
              + " argument `stdin` as its input",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Command shellArgument(ToolCall call, Sandbox sandbox, String argument) {
    return commands.shell(call, sandbox, argument);
  }

  /** The Python script that a caller sent. */
  @RouteStep(
      value = "command.pythonArgument(${variable.call}, ${body}, 'script')",
      does =
          "a command that runs the Python script which an argument of the call holds, with the"
              + " arguments `args` and `stdin`",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Command pythonArgument(ToolCall call, Sandbox sandbox, String argument) {
    return commands.python(call, sandbox, argument);
  }

  /** The same command with an argument of the call's at its end; nothing if it was not given. */
  @RouteStep(
      value = "command.with(${body}, ${variable.call}, 'files')",
      does =
          "adds the value of an argument of the call's as a further argument, each item of a list"
              + " as one; in a shell line it is `$1`, `$2` and so on",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Command with(Command command, ToolCall call, String argument) {
    List<String> texts = texts(call.arguments().values().get(argument));
    List<String> argv = new ArrayList<>(command.program().argv());
    ArgumentLimits.check(argument, texts, argv);
    argv.addAll(texts);
    return command.running(new Program(List.copyOf(argv), command.program().stdin()));
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> items) {
      return items.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  /** The same command that reads an argument of the call's; nothing if it was not given. */
  @RouteStep(
      value = "command.input(${body}, ${variable.call}, 'code')",
      does = "puts the text of an argument of the call's on its standard input",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Command input(Command command, ToolCall call, String argument) {
    if (!command.program().stdin().isEmpty()) {
      throw new IllegalStateException("a command has one standard input, and it is already set");
    }
    String text = call.arguments().optionalText(argument).orElse("");
    return command.running(ShellLine.fed(command.program().argv(), text));
  }
}
