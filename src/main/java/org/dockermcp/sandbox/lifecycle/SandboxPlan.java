package org.dockermcp.sandbox.lifecycle;

import org.dockermcp.sandbox.ResolvedImage;
import org.dockermcp.sandbox.SandboxRequest;

/**
 * A sandbox that is to be opened.
 *
 * @param request what the call asks for
 * @param image of it, local
 * @param fingerprint of all that must be equal for an existing one to do
 */
public record SandboxPlan(SandboxRequest request, ResolvedImage image, String fingerprint) {

  /** What two calls must not do at once: find no sandbox to reuse, and make one each. */
  public String lockKey() {
    return "reuse " + fingerprint;
  }
}
