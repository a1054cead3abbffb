package org.dockermcp.tools;

import org.dockermcp.sandbox.Limits;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/** What create_container answers; the tool's output schema describes each component. */
public record CreatedSandbox(
    String containerId,
    String name,
    String image,
    String imageDigest,
    @Nullable String sessionId,
    boolean reused,
    boolean ready,
    boolean networkEnabled,
    Limits limits,
    String workspaceVolume,
    @Nullable Object dependencies)
    implements ToolResult {

  @Override
  public String text() {
    return "%s container %s (%s) of image %s%s, %s network."
        .formatted(
            reused ? "Reused" : "Created",
            name,
            containerId.substring(0, 12),
            image,
            sessionId == null ? "" : " in session " + sessionId,
            networkEnabled ? "with" : "without");
  }
}
