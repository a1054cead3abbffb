package org.dockermcp.sandbox.lifecycle;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Finds the sandbox that a call names; the steps of {@code lib/sandbox}. */
public final class Sandboxes {
  private static final String SEVERAL = "Multiple IDs found with provided prefix";

  private final Ownership ownership;
  private final SandboxHistory known;

  public Sandboxes(Ownership ownership, SandboxHistory known) {
    this.ownership = ownership;
    this.known = known;
  }

  /** What a call names by {@code container_id}. */
  public SandboxRef reference(ToolCall call) {
    return known.current(new SandboxRef(call.arguments().text("container_id")));
  }

  /**
   * The sandbox, if the engine's answer is what was named and is ours.
   *
   * @throws ToolFailure the same for what is absent and what is not ours
   */
  public Sandbox owned(SandboxRef reference, InspectContainerResponse inspected) {
    // Before anything is made of it: the labels of others need not be in our grammar.
    if (!ownership.isOurs(inspected.getConfig().getLabels())) {
      throw reference.notFound();
    }
    Sandbox found = Sandbox.of(inspected);
    if (!reference.names(found.id(), found.name())) {
      throw reference.notFound();
    }
    return found;
  }

  /**
   * Says that there is no such container, also where the engine took the text for the beginning of
   * several ids.
   *
   * @throws DockerException what the engine said, when that was something else
   */
  public void absent(SandboxRef reference, DockerException fault) {
    throw absence(reference, fault);
  }

  private static RuntimeException absence(SandboxRef reference, DockerException fault) {
    boolean absent =
        fault instanceof NotFoundException || EngineFaults.words(fault).startsWith(SEVERAL);
    return absent ? reference.notFound() : fault;
  }

  /**
   * The sandbox of a session that is gone and can be made anew.
   *
   * @throws RuntimeException as {@link #absent} does, when none is known
   */
  public Sandbox lost(SandboxRef reference, DockerException fault) {
    if (fault instanceof NotFoundException) {
      return known.lost(reference);
    }
    throw absence(reference, fault);
  }

  /** The sandbox, which was just started because a command is to run in it. */
  public Sandbox started(Sandbox sandbox) {
    known.restarted(sandbox.id());
    return sandbox.after(SandboxRecovery.STARTED);
  }

  /** The sandbox, which was paused and goes on because a command is to run in it. */
  public Sandbox unpaused(Sandbox sandbox) {
    return sandbox.after(SandboxRecovery.UNPAUSED);
  }

  /**
   * Goes on if a container could not be unpaused because it was not paused any more.
   *
   * @throws Throwable the fault otherwise
   */
  public void unlessNotPaused(Throwable fault) throws Throwable {
    if (!EngineFaults.words(fault).contains("is not paused")) {
      throw fault;
    }
  }

  /**
   * The sandbox that another call has just made in place of one that is gone.
   *
   * @throws ToolFailure when what has its name now is something else
   */
  public Sandbox remade(Sandbox lost, InspectContainerResponse inspected) {
    SandboxRef reference = new SandboxRef(lost.name());
    Sandbox found = owned(reference, inspected);
    if (!found.session().equals(lost.session())) {
      throw reference.notFound();
    }
    return known.remade(lost, found);
  }

  /** Goes on failing, now that what was half made is gone. */
  public void failWith(Throwable fault) throws Throwable {
    throw fault;
  }

  /** Refuses to go on with a sandbox in whose state nothing can run. */
  public void unusable(Sandbox sandbox) {
    throw ToolFailure.of(
        ErrorCode.NOT_FOUND,
        "use container '" + sandbox.name() + "'",
        "it is " + sandbox.state(),
        "remove it and create another");
  }
}
