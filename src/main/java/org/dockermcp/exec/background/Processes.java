package org.dockermcp.exec.background;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/**
 * Every process of this server that goes on in the background; the steps of {@code lib/process}.
 * Safe for use by many threads.
 *
 * <p>One that has ended is known for as long as its output is.
 */
public final class Processes implements AutoCloseable {
  /** What does not start at all, or fails at once, is told by the call that started it. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(300);

  private static final Duration GRACE = Duration.ofSeconds(3);

  /** For the engine to tell the end of what is dead. */
  private static final Duration TELLING = Duration.ofSeconds(2);

  /** Within which the ladder ends a command. */
  private static final Duration ENDING = Duration.ofSeconds(10);

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

  /** The process of a call of start_process, not begun yet. */
  public BackgroundProcess process(ToolCall call, Sandbox sandbox) {
    ProcessInput input = new ProcessInput();
    return add(call, commands.process(call, sandbox, input), input);
  }

  /** Whether a call of execute_code wants its command to go on when its time is over. */
  public boolean mayGoOn(ToolCall call) {
    return call.arguments().optionalText("on_timeout").filter("background"::equals).isPresent();
  }

  /** The command of a call of execute_code as a process, not begun yet. */
  public BackgroundProcess command(ToolCall call, Sandbox sandbox) {
    return add(call, commands.lasting(call, sandbox), null);
  }

  private synchronized BackgroundProcess add(
      ToolCall call, Command command, @Nullable ProcessInput input) {
    forgetEnded();
    long running = processes.values().stream().filter(BackgroundProcess::running).count();
    if (running >= most) {
      command.output().discard();
      throw ToolFailure.of(
          ErrorCode.BUSY,
          "start a process in container '" + command.sandbox().name() + "'",
          most + " processes are running already",
          "stop one of them, or wait for one to end");
    }
    String line = PlainText.of(call.arguments().text("command"));
    BackgroundProcess process =
        new BackgroundProcess(
            command.output().outputId().orElse(call.id()),
            command,
            line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line,
            input);
    processes.put(process.id(), process);
    return process;
  }

  private synchronized void forgetEnded() {
    processes
        .values()
        .removeIf(process -> !process.running() && process.command().output().outputId().isEmpty());
  }

  /** It has ended, by itself or not. */
  public void ended(BackgroundProcess process, CommandResult result) {
    process.ended(result);
  }

  /** It could not be started, or nobody knows how it ended. */
  public void failed(BackgroundProcess process, Throwable fault) {
    process.failed(fault);
  }

  /**
   * How a process stands that has just been begun.
   *
   * @throws ToolFailure when it could not be started
   */
  public ProcessReport begun(BackgroundProcess process) throws InterruptedException {
    awaitOrForget(process, FIRST_LOOK);
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
        awaitOrForget(process, commands.shellTimeout(call.arguments()));
    if (result.isPresent()) {
      forget(process);
      return result.get();
    }
    process.command().output().stopTelling();
    return CommandResult.soFar(process.command(), process.id());
  }

  private Optional<CommandResult> awaitOrForget(BackgroundProcess process, Duration limit)
      throws InterruptedException {
    try {
      return process.await(limit.toMillis());
    } catch (RuntimeException e) {
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
   * @throws ToolFailure {@code NOT_FOUND}
   */
  public synchronized BackgroundProcess find(ToolCall call) {
    forgetEnded();
    String id = call.arguments().text("process_id");
    BackgroundProcess process = processes.get(id);
    if (process == null) {
      throw ToolFailure.of(
          ErrorCode.NOT_FOUND,
          "find process '" + PlainText.of(id) + "'",
          "there is none of that id, or it ended long ago",
          "list the processes to see those that are");
    }
    return process;
  }

  /**
   * The processes that are known.
   *
   * @param sandbox whose; null: all of this server's
   */
  public synchronized ProcessList list(@Nullable Sandbox sandbox) {
    forgetEnded();
    return new ProcessList(
        processes.values().stream()
            .filter(
                process -> sandbox == null || process.command().sandbox().id().equals(sandbox.id()))
            .map(ProcessReport::of)
            .toList());
  }

  /** Whether a call of list_processes names a container. */
  public boolean ofOneContainer(ToolCall call) {
    return call.arguments().has("container_id");
  }

  /**
   * Sends what a call of send_input holds.
   *
   * @throws ToolFailure when the process takes no more, or does not read
   */
  public InputReport send(ToolCall call) {
    BackgroundProcess process = find(call);
    Arguments arguments = call.arguments();
    String text = arguments.optionalText("input").orElse("");
    boolean end = arguments.flag("end", false);
    String tried = "send input to process '" + process.id() + "'";
    if (!process.running()) {
      throw ToolFailure.invalid(tried, "it has ended", "start it anew");
    }
    ProcessInput input =
        process
            .input()
            .filter(open -> !open.isEnded())
            .orElseThrow(
                () -> ToolFailure.invalid(tried, "its input is at its end", "start it anew"));
    if (!input.send(text, end)) {
      throw ToolFailure.of(
          ErrorCode.BUSY,
          tried,
          "it has not read what it was sent before",
          "try again later, or stop it");
    }
    return new InputReport(process.id(), text.getBytes(StandardCharsets.UTF_8).length, end);
  }

  /** Waits for a process to end that has been asked to, for as long as the call allows. */
  public void awaitGrace(BackgroundProcess process, ToolCall call) throws InterruptedException {
    double seconds =
        call.arguments().number("grace").map(Number::doubleValue).orElse(GRACE.toSeconds() * 1.0);
    awaitEnd(process, Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /** How a process stands that has been ended. */
  public ProcessReport stopped(BackgroundProcess process) throws InterruptedException {
    awaitEnd(process, TELLING);
    return ProcessReport.of(process);
  }

  private static void awaitEnd(BackgroundProcess process, Duration limit)
      throws InterruptedException {
    try {
      process.await(limit.toMillis());
    } catch (RuntimeException e) {
      // It has ended; how, its report tells.
    }
  }

  /** Ends all processes, and waits for that as long as ending a command may take. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
