package org.dockermcp.exec.background;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/** A command that continues after the call that started it; safe for use by many threads. */
public final class BackgroundProcess {
  private final Principal principal;
  private final String id;
  private final Command command;
  private final String line;
  private final @Nullable ProcessInput input;
  private final Instant started = Instant.now();
  private final CompletableFuture<CommandResult> end = new CompletableFuture<>();
  private boolean begun;
  private boolean stopping;
  private Cancellation.@Nullable Registration ofCall;

  /**
   * @param principal whose it is
   * @param id of the process and of its output
   * @param line the command line, for reading
   * @param input what it reads; null when it takes none
   */
  BackgroundProcess(
      Principal principal, String id, Command command, String line, @Nullable ProcessInput input) {
    this.principal = principal;
    this.id = id;
    this.command = command;
    this.line = line;
    this.input = input;
  }

  Principal principal() {
    return principal;
  }

  String id() {
    return id;
  }

  /** What runs. */
  public Command command() {
    return command;
  }

  /** The command line, for reading. */
  String line() {
    return line;
  }

  Instant started() {
    return started;
  }

  /** What it reads; empty when it takes no input. */
  Optional<ProcessInput> input() {
    return Optional.ofNullable(input);
  }

  /** Whether it has not ended yet, as far as this server knows. */
  public boolean running() {
    return !end.isDone();
  }

  /**
   * The command, which is run from now on.
   *
   * @throws ToolFailure {@code CANCELLED} when it was stopped before
   */
  synchronized Command begin() {
    if (stopping) {
      throw ToolFailure.of(
          ErrorCode.CANCELLED,
          "start process '" + id + "'",
          "it was stopped before it began",
          "start another");
    }
    begun = true;
    return command;
  }

  /** It is to be stopped: if it has not begun by now, it will not begin. */
  synchronized void stopping() {
    stopping = true;
  }

  /** Has it terminated by whoever runs it, also when the engine begins it only now. */
  void cut() {
    stopping();
    command.output().cut();
  }

  /** It ends with the call that starts it, until {@link #outlivesCall}. */
  synchronized void endsWith(Cancellation.Registration registration) {
    ofCall = registration;
  }

  /** It goes on although its call has ended. */
  synchronized void outlivesCall() {
    if (ofCall != null) {
      ofCall.close();
    }
  }

  private synchronized boolean hasBegun() {
    return begun;
  }

  void completed(CommandResult result) {
    closeInput();
    end.complete(result);
  }

  void failed(Throwable fault) {
    closeInput();
    // One that never started has an output that nothing else ends.
    command.output().end();
    end.completeExceptionally(fault);
  }

  private void closeInput() {
    if (input != null) {
      input.close();
    }
  }

  /** How it ended; empty while it runs, and when nobody knows. */
  Optional<CommandResult> result() {
    return running() || end.isCompletedExceptionally() ? Optional.empty() : Optional.of(end.join());
  }

  /** Whether it ran and nobody knows how it ended. */
  boolean lost() {
    return hasBegun() && end.isCompletedExceptionally();
  }

  /**
   * Waits for its end.
   *
   * @return empty when it still runs
   * @throws ToolFailure when it could not be started, or nobody knows how it ended
   */
  Optional<CommandResult> await(long millis) throws InterruptedException {
    try {
      return Optional.of(end.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    }
  }
}
