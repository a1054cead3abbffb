package org.dockermcp.sandbox;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Finds the sandbox that a call names; the steps of {@code lib/sandbox}. */
public final class Sandboxes {
  private static final String SEVERAL = "Multiple IDs found with provided prefix";

  private final Ownership ownership;

  public Sandboxes(Ownership ownership) {
    this.ownership = ownership;
  }

  /** What a call names by {@code container_id}. */
  public SandboxRef reference(ToolCall call) {
    return new SandboxRef(call.arguments().text("container_id"));
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
    if (fault instanceof NotFoundException || EngineFaults.words(fault).startsWith(SEVERAL)) {
      throw reference.notFound();
    }
    throw fault;
  }

  /** The sandbox, which was just started because a command is to run in it. */
  public Sandbox started(Sandbox sandbox) {
    return sandbox.started();
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
        "remove it with cleanup_container and create another");
  }
}
