package org.dockermcp.sandbox.lifecycle;

import java.util.Optional;
import java.util.stream.Stream;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * What a call wants removed: one container, a session, or, with neither, all that may go.
 *
 * @param principal whose containers these are
 * @param container that alone, by name or id; by its present id if an old one was named
 * @param session all of it
 * @param volumes whether the sessions' volumes too, where no container is left on them
 */
public record CleanupSelection(
    Principal principal,
    Optional<SandboxRef> container,
    Optional<SessionId> session,
    boolean volumes) {

  /**
   * What a call selects.
   *
   * @throws ToolFailure unless it selects in exactly one way
   */
  static CleanupSelection of(ToolCall call, Sandboxes sandboxes) {
    Arguments arguments = call.arguments();
    Optional<SandboxRef> container =
        arguments.optionalText("container_id").map(text -> sandboxes.reference(call));
    Optional<SessionId> session = SessionId.of(call);
    boolean all = arguments.flag("cleanup_all", false);
    long ways =
        Stream.of(container.isPresent(), session.isPresent(), all).filter(given -> given).count();
    if (ways != 1) {
      throw ToolFailure.invalid(
          "clean up",
          ways == 0 ? "nothing was selected" : "more than one selection was given",
          "give exactly one of container_id, session_id and cleanup_all: true");
    }
    return new CleanupSelection(
        call.principal(), container, session, arguments.flag("remove_volumes", false));
  }

  /** Whether it is neither one container nor one session. */
  boolean isAll() {
    return container.isEmpty() && session.isEmpty();
  }

  /** Whether a sandbox is among what is selected. */
  boolean means(Sandbox sandbox) {
    return sandbox.principal().equals(principal)
        && container.map(reference -> reference.names(sandbox)).orElse(true)
        && session.map(it -> sandbox.session().equals(Optional.of(it))).orElse(true);
  }
}
