package org.dockermcp.exec.background;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.background.ProcessInput.Sending;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/**
 * The background processes of this server, each of which belongs to a principal; the steps of
 * {@code lib/process} and of the tools around it. Safe for use by many threads.
 *
 * <p>One that has ended is listed for as long as its output is kept.
 */
public final class Processes implements AutoCloseable {
  /** A process that fails to start within this time fails the call that starts it. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(300);

  private static final int LONGEST_LINE = 200;

  private final Commands commands;
  private final int most;
  private final ExecutorService threads = Executors.newCachedThreadPool(Processes::thread);
  private final Map<String, BackgroundProcess> processes = new LinkedHashMap<>();

  /**
   * @param settings for how many may run at once
   */
  public Processes(Settings settings, Commands commands) {
    this.commands = commands;
    most = settings.maxProcesses();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "process");
    thread.setDaemon(true);
    return thread;
  }

  /** The threads that processes run on, one for each. */
  public ExecutorService threads() {
    return threads;
  }

  /** A process that is to run the shell line of an argument and reads input; not started yet. */
  @RouteStep(
      value = "process.interactive(${variable.call}, ${body}, 'command')",
      does =
          "a process that runs the shell line which an argument of the call holds, reads input"
              + " while it runs, and continues after the call",
      errors = {ErrorCode.INVALID_ARGUMENT, ErrorCode.BUSY})
  public BackgroundProcess interactive(ToolCall call, Sandbox sandbox, String argument) {
    ProcessInput input = new ProcessInput();
    return add(call, commands.interactive(call, sandbox, argument, input), input);
  }

  /** Whether a call asks for its command to continue when the timeout passes. */
  @RouteStep(
      value = "process.isWanted(${variable.call})",
      does = "whether the argument `on_timeout` of the call is `background`")
  public boolean isWanted(ToolCall call) {
    return call.arguments().optionalText("on_timeout").filter("background"::equals).isPresent();
  }

  /** A command as a process that takes no input; not started yet. */
  public BackgroundProcess background(ToolCall call, Command command) {
    return add(call, commands.background(call, command), null);
  }

  private synchronized BackgroundProcess add(
      ToolCall call, Command command, @Nullable ProcessInput input) {
    forgetEnded();
    long running = of(call.principal()).filter(BackgroundProcess::running).count();
    if (running >= most) {
      command.output().discard();
      throw ToolFailure.of(
          ErrorCode.BUSY,
          "start a process in container '" + command.sandbox().name() + "'",
          most + " processes are already running (DOCKER_MCP_MAX_PROCESSES)",
          "stop one of them, or wait for one to end");
    }
    String line = PlainText.of(call.arguments().optionalText("command").orElse(""));
    BackgroundProcess process =
        new BackgroundProcess(
            call.principal(),
            command.output().outputId().orElse(call.id()),
            command,
            line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line,
            input);
    processes.put(process.id(), process);
    process.endsWith(call.cancellation().onCancel(() -> cancelled(process)));
    return process;
  }

  /** Closing the engine's stream may take a moment, which who cancels need not wait for. */
  private void cancelled(BackgroundProcess process) {
    process.stopping();
    threads.execute(process::cut);
  }

  private Stream<BackgroundProcess> of(Principal principal) {
    return processes.values().stream().filter(it -> it.principal().equals(principal));
  }

  private synchronized void forgetEnded() {
    processes
        .values()
        .removeIf(process -> !process.running() && process.command().output().outputId().isEmpty());
  }

  /**
   * The command of a process that is run from now on.
   *
   * @throws ToolFailure {@code CANCELLED} when it was stopped before
   */
  public Command begin(BackgroundProcess process) {
    return process.begin();
  }

  /** It ended by itself or was terminated. */
  public void completed(BackgroundProcess process, CommandResult result) {
    process.completed(result);
  }

  /** It could not be started, or its outcome is unknown. */
  public void failed(BackgroundProcess process, Throwable fault) {
    process.failed(fault);
  }

  /**
   * The state of a process that was just started.
   *
   * @throws ToolFailure when it could not be started
   */
  @RouteStep(
      value = "process.started(${body})",
      does = "returns a process that was just started, with its `process_id`",
      errors = {ErrorCode.BUSY, ErrorCode.DENIED, ErrorCode.INVALID_ARGUMENT})
  public ProcessReport started(BackgroundProcess process) throws InterruptedException {
    awaitOrForget(process, FIRST_LOOK);
    process.outlivesCall();
    return ProcessReport.of(process);
  }

  /**
   * The result of a command that may go on when its call's time is over: the whole if it has ended
   * by then, else what there is so far.
   *
   * @throws ToolFailure when it could not be started, or nobody knows how it ended
   */
  public CommandResult result(BackgroundProcess process, ToolCall call)
      throws InterruptedException {
    Optional<CommandResult> result =
        awaitOrForget(process, commands.backgroundTimeout(call.arguments()));
    if (result.isPresent()) {
      forget(process);
      return result.get();
    }
    process.outlivesCall();
    process.command().output().stopTelling();
    return CommandResult.soFar(process.command(), process.id());
  }

  private Optional<CommandResult> awaitOrForget(BackgroundProcess process, Duration limit)
      throws InterruptedException {
    try {
      return process.await(limit.toMillis());
    } catch (RuntimeException | InterruptedException e) {
      forget(process);
      throw e;
    }
  }

  /** What ended within the call that began it is no process to anybody. */
  private synchronized void forget(BackgroundProcess process) {
    processes.remove(process.id());
  }

  /**
   * The process that a call names.
   *
   * @throws ToolFailure {@code NOT_FOUND}, also for another principal's
   */
  @RouteStep(
      value = "process.named(${body})",
      does = "the process that the argument `process_id` names",
      errors = ErrorCode.NOT_FOUND)
  public synchronized BackgroundProcess named(ToolCall call) {
    forgetEnded();
    String id = call.arguments().text("process_id");
    BackgroundProcess process = processes.get(id);
    if (process == null || !process.principal().equals(call.principal())) {
      throw ToolFailure.of(
          ErrorCode.NOT_FOUND,
          "find process '" + PlainText.of(id) + "'",
          "no process has that id, or it has expired",
          "list the processes to see those that are");
    }
    return process;
  }

  /** The principal's processes in a sandbox. */
  @RouteStep(
      value = "process.inSandbox(${variable.call}, ${body})",
      does = "the processes in a sandbox")
  public ProcessList inSandbox(ToolCall call, Sandbox sandbox) {
    return list(call, process -> process.command().sandbox().id().equals(sandbox.id()));
  }

  /** All of the principal's processes. */
  @RouteStep(value = "process.all(${body})", does = "all processes of the caller")
  public ProcessList all(ToolCall call) {
    return list(call, process -> true);
  }

  private synchronized ProcessList list(ToolCall call, Predicate<BackgroundProcess> wanted) {
    forgetEnded();
    return new ProcessList(of(call.principal()).filter(wanted).map(ProcessReport::of).toList());
  }

  /**
   * Sends the argument {@code input} to a process.
   *
   * @throws ToolFailure when the process takes no more input, or does not read
   */
  @RouteStep(
      value = "process.send(${body})",
      does =
          "sends the argument `input` to the process that `process_id` names, and closes its input"
              + " when `end` is true",
      errors = {ErrorCode.NOT_FOUND, ErrorCode.INVALID_ARGUMENT, ErrorCode.BUSY})
  public InputReport send(ToolCall call) {
    BackgroundProcess process = named(call);
    Arguments arguments = call.arguments();
    String text = arguments.optionalText("input").orElse("");
    boolean end = arguments.flag("end", false);
    String tried = "send input to process '" + process.id() + "'";
    if (!process.running()) {
      throw ToolFailure.invalid(tried, "it has ended", "start it again");
    }
    switch (process.input().map(input -> input.send(text, end)).orElse(Sending.ENDED)) {
      case ENDED -> throw ToolFailure.invalid(tried, "its input is closed", "start it again");
      case FULL ->
          throw ToolFailure.of(
              ErrorCode.BUSY,
              tried,
              "it has not read its earlier input",
              "try again later, or stop it");
      case SENT -> {}
    }
    return new InputReport(process.id(), text.getBytes(StandardCharsets.UTF_8).length, end);
  }

  /** The state of a process that was stopped. */
  @RouteStep(value = "process.stopped(${body})", does = "returns a process that was stopped")
  public ProcessReport stopped(BackgroundProcess process) {
    return ProcessReport.of(process);
  }

  /** Ends all processes, and waits for that as long as ending a command may take. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(ProcessStop.TERMINATION.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
