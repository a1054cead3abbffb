package org.dockermcp.sandbox.lifecycle;

import org.dockermcp.sandbox.ResolvedImage;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRequest;

/**
 * A sandbox that a call has opened.
 *
 * @param sandbox running
 * @param reused whether it was there before
 */
public record OpenSandbox(Sandbox sandbox, boolean reused) {

  /**
   * One that is to be opened.
   *
   * @param request what the call asks for
   * @param image of it, local
   */
  public record Wanted(SandboxRequest request, ResolvedImage image) {}
}
