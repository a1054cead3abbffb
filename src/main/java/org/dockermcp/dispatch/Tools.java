package org.dockermcp.dispatch;

import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;

/** The tools that can be called now, which may be others a moment later. */
public interface Tools {
  /** Those on offer now. */
  ToolCatalogue offered();

  /** What clients are told of how the tools are used together; may be empty. */
  default String instructions() {
    return "";
  }

  /** Runs a call to its end, on this thread. */
  ToolReply call(ToolCall call);
}
