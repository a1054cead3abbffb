package org.dockermcp.sandbox;

import java.util.List;
import java.util.Optional;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;

/**
 * A sandbox that a call wants.
 *
 * @param principal whose it will be
 * @param image to make it of
 * @param name wanted; empty: a generated one
 * @param session it belongs to; empty: none
 * @param ephemeral whether it ends with its call; it has the session's workspace, but is not of it
 * @param networked whether it has a network
 * @param reuse whether an existing one with the same fingerprint will do
 * @param environment of every command in it
 * @param dependencies to install in it
 * @param limits in force, already the tighter of the operator's and the caller's
 * @param progress where to report what is done
 */
public record SandboxRequest(
    Principal principal,
    ImageReference image,
    Optional<SandboxName> name,
    Optional<SessionId> session,
    boolean ephemeral,
    boolean networked,
    boolean reuse,
    SandboxEnvironment environment,
    List<String> dependencies,
    Limits limits,
    Progress progress) {

  /** The same sandbox, with a network or without. */
  public SandboxRequest withNetwork(boolean wanted) {
    return new SandboxRequest(
        principal,
        image,
        name,
        session,
        ephemeral,
        wanted,
        reuse,
        environment,
        dependencies,
        limits,
        progress);
  }

  /** Whether packages are to be installed. */
  public boolean hasDependencies() {
    return !dependencies.isEmpty();
  }
}
