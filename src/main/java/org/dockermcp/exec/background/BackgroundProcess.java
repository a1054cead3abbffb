package org.dockermcp.exec.background;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
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

  /** Whether nobody knows how it ended. */
  boolean lost() {
    return end.isCompletedExceptionally();
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
