package org.dockermcp.sandbox.lifecycle;

import org.dockermcp.engine.ContainerState;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Finds the sandbox that a call names; the steps of {@code lib/sandbox}. */
public final class Sandboxes {
  private final Ownership ownership;
  private final SandboxHistory history;
  private final SandboxActivity activity;

  public Sandboxes(Ownership ownership, SandboxHistory history, SandboxActivity activity) {
    this.ownership = ownership;
    this.history = history;
    this.activity = activity;
  }

  /** What a call names by {@code container_id}. */
  public SandboxRef reference(ToolCall call) {
    return history.resolveAlias(SandboxRef.of(call));
  }

  /**
   * The sandbox, if the engine's answer is what was named and belongs to the principal.
   *
   * @throws ToolFailure the same for what is absent and what is not the principal's
   */
  public Sandbox identify(SandboxRef reference, ContainerState container) {
    // Before anything is made of it: the labels of others need not be in our grammar.
    if (!ownership.isOf(reference.principal(), container.labels())) {
      throw reference.notFound();
    }
    Sandbox found = Sandbox.of(container);
    if (!reference.names(found)) {
      throw reference.notFound();
    }
    activity.use(found);
    return found;
  }

  /**
   * The same, for a call that uses it: with what has happened to it since its last use.
   *
   * @throws ToolFailure as {@link #identify} does
   */
  public Sandbox use(SandboxRef reference, ContainerState container) {
    return history.record(identify(reference, container));
  }

  /** Says that there is no such container. */
  public void failNotFound(SandboxRef reference) {
    throw reference.notFound();
  }

  /** The sandbox, which was just started because a command is to run in it. */
  public Sandbox started(Sandbox sandbox) {
    history.restarted(sandbox.id());
    return sandbox.after(SandboxRecovery.STARTED);
  }

  /** The sandbox, which was unpaused because a command is to run in it. */
  public Sandbox unpaused(Sandbox sandbox) {
    return sandbox.after(SandboxRecovery.UNPAUSED);
  }

  /**
   * The sandbox that another call has just made in place of one that is gone.
   *
   * @throws ToolFailure when what has its name now is something else
   */
  public Sandbox recovered(Sandbox lost, ContainerState container) {
    SandboxRef reference = SandboxRef.toNameOf(lost);
    Sandbox found = identify(reference, container);
    if (!found.session().equals(lost.session())) {
      throw reference.notFound();
    }
    return history.recreated(lost, found);
  }

  /** Refuses a sandbox in whose state nothing can run. */
  public void failUnusable(Sandbox sandbox) {
    throw ToolFailure.of(
        ErrorCode.NOT_FOUND,
        "use container '" + sandbox.name() + "'",
        "it is " + sandbox.status().text(),
        "remove it and create another");
  }
}
