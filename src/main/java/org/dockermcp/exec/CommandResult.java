package org.dockermcp.exec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.dockermcp.exec.output.KeptOutput;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended and what it wrote.
 *
 * @param stdout as UTF-8, within the output limit
 * @param stderr as UTF-8, within the output limit
 * @param exitCode the program's own; null when it has not ended
 * @param durationMs from start to end, or to the timeout
 * @param timedOut whether the timeout came first
 * @param oomKilled whether the engine killed it for want of memory
 * @param truncated whether output was left out
 * @param omittedBytes how much was left out of each stream
 * @param outputLimit whether it wrote more than it may and was stopped
 * @param diskLimitReason why it was stopped when a disk had no more room for it; null when it was
 *     not
 * @param outputId by which {@code read_output} gives the whole; null when nothing was left out, or
 *     it could not be kept
 * @param recovery what the container has gone through since it was last used
 * @param othersEnded whether ending it took all else that ran in the container
 * @param remadeContainerId of the container that took the place of its own; null when none did
 * @param processId by which it goes on in the background; null when it does not
 * @param dependencies what was installed first; null when nothing was asked for
 */
public record CommandResult(
    String stdout,
    String stderr,
    @Nullable Integer exitCode,
    long durationMs,
    boolean timedOut,
    boolean oomKilled,
    boolean truncated,
    Omitted omittedBytes,
    boolean outputLimit,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String diskLimitReason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outputId,
    @JsonIgnore SandboxRecovery recovery,
    boolean othersEnded,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String remadeContainerId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String processId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ToolResult dependencies)
    implements ToolResult {

  /** Bytes left out of each stream. */
  public record Omitted(long stdout, long stderr) {}

  /** What there is so far of a command that goes on as a process of this id. */
  public static CommandResult soFar(Command command, String processId) {
    KeptOutput stdout = command.output().keptStdout();
    KeptOutput stderr = command.output().keptStderr();
    return new CommandResult(
        stdout.text(),
        stderr.text(),
        null,
        command.elapsed().toMillis(),
        true,
        false,
        stdout.omittedBytes() + stderr.omittedBytes() > 0,
        new Omitted(stdout.omittedBytes(), stderr.omittedBytes()),
        false,
        null,
        command.output().outputId().orElse(null),
        command.sandbox().recovery(),
        false,
        command.sandbox().recreatedAs(),
        processId,
        null);
  }

  /** The signal that the exit code tells; null when it tells none. */
  @JsonProperty
  public @Nullable String signal() {
    return Signals.name(exitCode);
  }

  /** Whether it was stopped because a disk had no more room for it. */
  @JsonProperty
  public boolean diskLimit() {
    return diskLimitReason != null;
  }

  /**
   * Why it was stopped before its end, for a sentence such as "the disk is full"; empty when it was
   * not.
   */
  public Optional<String> whyStopped() {
    Optional<String> limit = whichLimit();
    return limit.isEmpty() && timedOut
        ? Optional.of("it was still running after %d ms and was killed".formatted(durationMs))
        : limit;
  }

  private Optional<String> whichLimit() {
    return outputLimit
        ? Optional.of("the output limit is reached")
        : Optional.ofNullable(diskLimitReason);
  }

  /** Whether the container was not running and had to be started for this. */
  @JsonProperty
  public boolean containerStarted() {
    return recovery.tookStarting();
  }

  /**
   * Whether what ran in the container before is gone, because it had been stopped, restarted or
   * removed since it was last used.
   */
  @JsonProperty
  public boolean processesLost() {
    return recovery.lostProcesses();
  }

  /** Whether the program ended by itself and said that all went well. */
  public boolean succeeded() {
    return exitCode != null && exitCode == 0;
  }

  /** This result, told together with what was installed before. */
  public CommandResult with(ToolResult installed) {
    return new CommandResult(
        stdout,
        stderr,
        exitCode,
        durationMs,
        timedOut,
        oomKilled,
        truncated,
        omittedBytes,
        outputLimit,
        diskLimitReason,
        outputId,
        recovery,
        othersEnded,
        remadeContainerId,
        processId,
        installed);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(stdout);
    if (!stderr.isEmpty()) {
      startLine(text).append("[stderr]\n").append(stderr);
    }
    String recovered = recoveryText();
    if (!recovered.isEmpty()) {
      startLine(text).append(recovered);
    }
    if (remadeContainerId != null) {
      startLine(text)
          .append("[the container was recreated as ")
          .append(remadeContainerId)
          .append("; its processes are lost, and only /workspace was kept]");
    }
    if (oomKilled) {
      startLine(text).append("[out of memory: a process was killed]\n");
    }
    if (outputId != null && processId == null) {
      startLine(text)
          .append("[truncated; all of it can be read by its output_id ")
          .append(outputId)
          .append("]\n");
    }
    whichLimit()
        .ifPresent(limit -> startLine(text).append("[stopped: ").append(limit).append("]\n"));
    if (processId != null) {
      startLine(text)
          .append("[still running after ")
          .append(durationMs)
          .append(" ms; it continues as process ")
          .append(processId)
          .append("; its output can be read]");
    } else if (timedOut) {
      startLine(text).append("[timed out after ").append(durationMs).append(" ms]");
    } else {
      startLine(text)
          .append(exitCode == null ? "[no exit code" : "[exit code " + exitCode)
          .append(signal() == null ? "]" : ", " + signal() + "]");
    }
    return text.toString();
  }

  /** Empty when there is nothing to say; that it was recreated stands elsewhere. */
  private String recoveryText() {
    return switch (recovery) {
      case NONE, RECREATED -> "";
      case UNPAUSED -> "[the container was paused and has been resumed]";
      case STARTED -> "[the container was stopped and has been started; its processes are lost]";
      case RESTARTED -> "[the container was restarted by someone else; its processes are lost]";
      case RESTARTED_FOR_DISK ->
          "[the container was restarted because a process left in it filled the disk; its processes"
              + " are lost]";
    };
  }

  private static StringBuilder startLine(StringBuilder text) {
    boolean inLine = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
    return inLine ? text.append('\n') : text;
  }
}
