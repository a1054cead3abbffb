package org.dockermcp.tool;

/** The tools that can be called now, which may be others a moment later. */
public interface Tools {
  /** Those on offer now. */
  ToolCatalogue offered();

  /** Runs a call to its end, on this thread. */
  ToolReply call(ToolCall call);
}
