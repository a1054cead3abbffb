package org.dockermcp.files;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.Shell;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.exec.run.ShellLine;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.text.ByteCount;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * Files in sandboxes' workspaces; steps of {@code write-file} and {@code read-file}.
 *
 * <p>Programs in the sandbox write and read them, as its user and within its limits: to the engine
 * a path could be a link.
 */
public final class WorkspaceFiles {
  static final int MOST_BYTES = 2 << 20;

  /** Base64 of one byte more, with line ends. */
  private static final int OUTPUT = 3 << 20;

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int ABSENT = 44;
  private static final String PATH = "PATH=${PATH:+$PATH:}/usr/bin:/bin\n";
  private static final String WRITE =
      PATH
          + """
          case $1 in */*) mkdir -p "./${1%/*}" || exit 1 ;; esac
          head -c "$2" >"./$1"
          """;
  private static final String READ =
      PATH
          + """
          [ -f "./$1" ] || exit 44
          [ -r "./$1" ] || { echo "it is not readable" >&2; exit 1; }
          head -c "$2" "./$1" | base64
          """;

  private final Commands commands;

  public WorkspaceFiles(Commands commands) {
    this.commands = commands;
  }

  /** The file of a path that stands in the route. */
  @RouteStep(
      value = "file.at(${variable.call}, ${body}, 'plot.png')",
      does = "the file of this path in the sandbox's /workspace, there or not",
      errors = ErrorCode.INVALID_ARGUMENT)
  public WorkspaceFile at(ToolCall call, Sandbox sandbox, String path) {
    return WorkspaceFile.of(call.id(), sandbox, path);
  }

  /** The file whose path an argument of the call's is. */
  @RouteStep(
      value = "file.named(${variable.call}, ${body}, 'path')",
      does = "the file whose path an argument of the call's is",
      errors = ErrorCode.INVALID_ARGUMENT)
  public WorkspaceFile named(ToolCall call, Sandbox sandbox, String argument) {
    return at(call, sandbox, call.arguments().text(argument));
  }

  /** What is to be written: an argument of the call's. */
  @RouteStep(
      value = "file.holding(${body}, ${variable.call}, 'code')",
      does = "the file with the text of an argument of the call's, to be written",
      errors = ErrorCode.INVALID_ARGUMENT)
  public FileText holding(WorkspaceFile file, ToolCall call, String argument) {
    return new FileText(file, call.arguments().text(argument));
  }

  /** The command that writes. */
  public Command writeCommand(FileText written) {
    WorkspaceFile file = written.file();
    String size = ShellLine.count(written.text());
    List<String> argv = Shell.argv(WRITE, file.path(), size);
    return commands.own(
        file.callId(), file.sandbox(), new Program(argv, written.text()), LIMIT, OUTPUT);
  }

  /**
   * The sandbox, now that the file is in it.
   *
   * @throws ToolFailure in the sandbox's own words
   */
  public Sandbox written(FileText written, CommandResult result) {
    if (!result.succeeded()) {
      throw failed("write", written.file(), result);
    }
    return written.file().sandbox();
  }

  /** The command that reads. */
  public Command readCommand(WorkspaceFile file) {
    String size = Integer.toString(MOST_BYTES + 1);
    List<String> argv = Shell.argv(READ, file.path(), size);
    return commands.own(file.callId(), file.sandbox(), new Program(argv, ""), LIMIT, OUTPUT);
  }

  /**
   * What was read.
   *
   * @throws ToolFailure when there is no such file, or too much of it
   */
  public FileContent content(WorkspaceFile file, CommandResult result) {
    if (Objects.equals(result.exitCode(), ABSENT)) {
      throw ToolFailure.of(
          ErrorCode.NOT_FOUND,
          "read '" + file.path() + "'",
          "no such file in " + Sandbox.WORKSPACE,
          "check whether and where it was written");
    }
    if (!result.succeeded() || !result.stderr().isEmpty()) {
      throw failed("read", file, result);
    }
    FileContent content = new FileContent(file.path(), result.stdout().replaceAll("\\s", ""));
    if (content.bytes().length > MOST_BYTES) {
      throw ToolFailure.invalid(
          "read '" + file.path() + "'",
          "it is larger than " + ByteCount.text(MOST_BYTES),
          "make it smaller");
    }
    return content;
  }

  private static ToolFailure failed(String tried, WorkspaceFile file, CommandResult result) {
    return ToolFailure.invalid(
        "%s '%s'".formatted(tried, file.path()),
        result.whyStopped().orElseGet(() -> saidBy(result)),
        "choose another path, or inspect the container");
  }

  private static String saidBy(CommandResult result) {
    String said = PlainText.clause(result.stderr());
    return said.isEmpty() ? "its program ended with exit code " + result.exitCode() : said;
  }
}
