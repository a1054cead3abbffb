package org.dockermcp.tools;

import org.dockermcp.packages.InstallResult;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lifecycle.EphemeralSandboxes;
import org.dockermcp.sandbox.lifecycle.OpenSandbox;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/** Reports created containers; the last step of {@code create_container}. */
public final class ContainerCreation {
  private final EphemeralSandboxes ephemeral;

  public ContainerCreation(EphemeralSandboxes ephemeral) {
    this.ephemeral = ephemeral;
  }

  /**
   * The answer. From here on the sandbox stays after the call.
   *
   * @param installed null: no packages were asked for
   * @throws ToolFailure {@code CANCELLED} when the call was cancelled meanwhile
   */
  @RouteStep(
      value =
          "containerCreation.result(${variable.call}, ${variable.opened}, ${variable.ready},"
              + " ${variable.installed})",
      does = "keeps the sandbox after the call, and reports it",
      errors = ErrorCode.CANCELLED)
  public CreatedSandbox result(
      ToolCall call, OpenSandbox opened, boolean ready, @Nullable InstallResult installed) {
    Sandbox sandbox = ephemeral.keep(call, opened.sandbox());
    return new CreatedSandbox(
        sandbox.id(),
        sandbox.name(),
        opened.plan().request().image().toString(),
        opened.plan().image().digest(),
        sandbox.session().map(SessionId::shown).orElse(null),
        opened.reused(),
        ready,
        sandbox.networkEnabled(),
        sandbox.limits(),
        sandbox.workspaceVolume(),
        installed);
  }
}
