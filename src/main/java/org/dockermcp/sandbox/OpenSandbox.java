package org.dockermcp.sandbox;

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
