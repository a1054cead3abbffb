package org.dockermcp.exec.background;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.Signals;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * How a process stands.
 *
 * @param processId of the process and, to {@code read_output}, of its output
 * @param containerId 12 digits
 * @param container the container's name
 * @param command the command line, its beginning where it is long
 * @param state {@code running}, {@code ended}, or {@code unknown} when the engine or the container
 *     went away
 * @param startedAt ISO 8601, UTC
 * @param durationMs to its end, or to now
 * @param exitCode the program's own; null when it runs or nobody knows
 * @param oomKilled whether anything in the container was killed for want of memory
 * @param outputLimit whether it was stopped because it wrote more than it may
 * @param diskLimit whether it was stopped because a disk had no more room for it
 */
public record ProcessReport(
    String processId,
    String containerId,
    String container,
    String command,
    String state,
    String startedAt,
    long durationMs,
    @Nullable Integer exitCode,
    boolean oomKilled,
    boolean outputLimit,
    boolean diskLimit)
    implements ToolResult {

  private static final String RUNNING = "running";
  private static final String ENDED = "ended";

  static ProcessReport of(BackgroundProcess process) {
    Optional<CommandResult> result = process.result();
    return new ProcessReport(
        process.id(),
        process.command().sandbox().shortId(),
        process.command().sandbox().name(),
        process.line(),
        state(process),
        process.started().truncatedTo(ChronoUnit.MILLIS).toString(),
        result
            .map(CommandResult::durationMs)
            .orElseGet(() -> Duration.between(process.started(), Instant.now()).toMillis()),
        result.map(CommandResult::exitCode).orElse(null),
        result.map(CommandResult::oomKilled).orElse(false),
        result.map(CommandResult::outputLimit).orElse(false),
        result.map(CommandResult::diskLimit).orElse(false));
  }

  private static String state(BackgroundProcess process) {
    if (process.running()) {
      return RUNNING;
    }
    return process.lost() ? "unknown" : ENDED;
  }

  /** The signal that the exit code tells; null when it tells none. */
  @JsonProperty
  public @Nullable String signal() {
    return Signals.name(exitCode);
  }

  @Override
  public String text() {
    String how =
        switch (state) {
          case RUNNING -> "is running";
          case ENDED -> "ended with " + ended();
          default -> "is gone, and nobody knows how it ended";
        };
    return "Process %s in container '%s' %s: %s".formatted(processId, container, how, command);
  }

  private String ended() {
    String code = exitCode == null ? "no exit code" : "exit code " + exitCode;
    String why = signal() == null ? "" : " (" + signal() + ")";
    return code + why + stopped();
  }

  private String stopped() {
    if (diskLimit) {
      return ", stopped because a disk had no more room for it";
    }
    return outputLimit ? ", stopped because it wrote more than it may" : "";
  }
}
