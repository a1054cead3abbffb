package org.dockermcp.sandbox;

import java.util.List;
import java.util.Optional;
import org.dockermcp.tool.Progress;

/**
 * A sandbox that a call wants.
 *
 * @param image to make it of
 * @param name wanted; empty: a generated one
 * @param session it belongs to; empty: none
 * @param throwaway whether it ends with its call; it has the session's workspace, but is not of it
 * @param networked whether it has a network
 * @param reuse whether one that is there and alike will do
 * @param environment of every command in it
 * @param dependencies to install in it
 * @param limits in force, already the tighter of the operator's and the caller's
 * @param progress where to tell how far it is
 */
public record SandboxRequest(
    ImageReference image,
    Optional<SandboxName> name,
    Optional<SessionId> session,
    boolean throwaway,
    boolean networked,
    boolean reuse,
    SandboxEnvironment environment,
    List<String> dependencies,
    Limits limits,
    Progress progress) {

  /** What two calls must not do at once: make sandboxes of one session for use by both. */
  public String lockKey() {
    return "session " + session.map(SessionId::value).orElse("");
  }

  /** Whether packages are to be installed. */
  public boolean hasDependencies() {
    return !dependencies.isEmpty();
  }
}
