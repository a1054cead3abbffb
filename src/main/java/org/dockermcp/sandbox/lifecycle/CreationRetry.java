package org.dockermcp.sandbox.lifecycle;

import java.util.List;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.sandbox.ChosenRuntime;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.capacity.DiskQuota;
import org.dockermcp.sandbox.network.SandboxBridge;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a failed creation is tried again, and how; steps of {@code sandbox-create}.
 *
 * <p>There is one more attempt for each thing that the engine or the image may lack: a limit of the
 * disk, a shell, the network that was there a moment ago.
 */
public final class CreationRetry {
  private final DiskQuota diskQuota;
  private final SandboxBridge bridge;

  public CreationRetry(DiskQuota diskQuota, SandboxBridge bridge) {
    this.diskQuota = diskQuota;
    this.bridge = bridge;
  }

  /** The first attempt, with a limit of the container's disk where the engine may know one. */
  public CreationAttempt first(ContainerSpec spec) {
    return CreationAttempt.first(diskQuota.with(spec));
  }

  /**
   * Whether another attempt is to be made.
   *
   * @param body an attempt; anything else once an attempt has failed for good
   */
  public boolean isPending(@Nullable Object body) {
    return body instanceof CreationAttempt attempt && attempt.isPending();
  }

  /** The attempt, which has succeeded. */
  public CreationAttempt succeeded(CreationAttempt attempt, Sandbox created) {
    return attempt.with(created);
  }

  /**
   * The next attempt.
   *
   * @throws Throwable what the attempt failed with, or what that means to a caller, when no other
   *     attempt avoids it
   */
  public CreationAttempt next(CreationAttempt attempt, Throwable thrown) throws Throwable {
    if (!(thrown instanceof EngineFault fault) || attempt.overcome().contains(thrown.getClass())) {
      throw thrown;
    }
    ContainerSpec spec = attempt.spec();
    if (fault instanceof EngineFault.QuotaUnsupported quota
        && spec.resources().diskBytes().isPresent()) {
      return attempt.after(fault, diskQuota.without(spec, quota));
    }
    if (fault instanceof EngineFault.NoShell) {
      return attempt.after(fault, spec.withEntrypoint(List.of()).withInit(true));
    }
    if (fault instanceof EngineFault.NetworkGone && bridge.mended(fault)) {
      return attempt.after(fault, spec.withNetwork(bridge.id()));
    }
    if (fault instanceof EngineFault.NameTaken) {
      throw nameTaken(spec);
    }
    throw ChosenRuntime.missing(fault).map(Throwable.class::cast).orElse(fault);
  }

  private static ToolFailure nameTaken(ContainerSpec spec) {
    return ToolFailure.invalid(
        "use the name '" + Sandbox.nameOf(spec) + "'",
        "another container has this name",
        "choose another, or leave it out");
  }
}
