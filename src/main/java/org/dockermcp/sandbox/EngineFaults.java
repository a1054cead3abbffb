package org.dockermcp.sandbox;

import java.util.Optional;
import org.dockermcp.dispatch.FailureMapping;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine's faults mean to a caller. */
public final class EngineFaults implements FailureMapping {
  private static final Logger LOG = LoggerFactory.getLogger(EngineFaults.class);
  private static final String START_IT = "start Docker, or check the engine";

  @Override
  public Optional<ToolFailure> map(ToolCall call, Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineFault known) {
        return Optional.of(failure(call, known));
      }
    }
    return Optional.empty();
  }

  private static ToolFailure failure(ToolCall call, EngineFault fault) {
    String tried = "complete " + call.tool();
    String text = PlainText.clause(String.valueOf(fault.getMessage()));
    if (fault instanceof EngineFault.Unavailable) {
      return ToolFailure.of(ErrorCode.ENGINE_UNAVAILABLE, tried, text, START_IT);
    }
    if (fault instanceof EngineFault.NoSpace) {
      LOG.warn("call {} {}: the engine's disk is full", call.id(), call.tool(), fault);
      return ToolFailure.of(
          ErrorCode.ENGINE_UNAVAILABLE,
          tried,
          "the Docker engine's disk is full",
          "free space on the engine's machine and try again");
    }
    if (fault instanceof EngineFault.Lost) {
      LOG.warn("call {} {}: the connection broke", call.id(), call.tool(), fault);
      return ToolFailure.of(
          ErrorCode.ENGINE_LOST,
          tried,
          "the connection to the Docker engine broke, so the outcome is unknown",
          "inspect the container before trying again");
    }
    LOG.warn("call {} {}: the engine refused", call.id(), call.tool(), fault);
    return ToolFailure.of(
        ErrorCode.INTERNAL,
        tried,
        "the engine refused: " + text + " (reference " + call.id() + ")",
        "try again, or tell the operator, whose log has the reference");
  }
}
