package org.dockermcp.tool;

import java.time.Instant;
import java.util.Optional;

/**
 * One call of one tool.
 *
 * @param id of this call, unique in the process, fit for logs and labels
 * @param principal on whose behalf it is made
 * @param tool the tool's name
 * @param arguments as the client sent them, and behind the dispatcher as the tool's schema wants
 *     them
 * @param deadline until when it may run; empty for no limit beyond the tool's own timeout
 * @param trace that the client continues; empty when it says none
 * @param cancellation set when the client no longer wants the answer, or the server shuts down
 * @param progress where to tell how far the call is
 */
public record ToolCall(
    String id,
    Principal principal,
    String tool,
    Arguments arguments,
    Optional<Instant> deadline,
    Optional<TraceContext> trace,
    Cancellation cancellation,
    Progress progress) {

  /** The same call with other arguments. */
  public ToolCall with(Arguments others) {
    return new ToolCall(id, principal, tool, others, deadline, trace, cancellation, progress);
  }

  /** A call of the local principal's, without deadline or progress, that nobody cancels. */
  public static ToolCall local(String id, String tool, Arguments arguments) {
    return new ToolCall(
        id,
        Principal.LOCAL,
        tool,
        arguments,
        Optional.empty(),
        Optional.empty(),
        new Cancellation(),
        Progress.NONE);
  }
}
