package org.dockermcp.dispatch;

import java.util.Optional;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Tells what a fault below the tools, such as a dead engine, means to the caller. */
@FunctionalInterface
public interface FailureMapping {
  /** The failure to show; empty when the fault is none that a caller should be told about. */
  Optional<ToolFailure> map(ToolCall call, Throwable fault);
}
