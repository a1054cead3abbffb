package org.dockermcp.tools;

import org.dockermcp.packages.InstallResult;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * What create_container answers; the tool's output schema describes each component.
 *
 * @param sessionId null: none
 * @param dependencies null: none were asked for
 */
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
    @Nullable InstallResult dependencies)
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
