package org.dockermcp.packages;

import org.dockermcp.sandbox.Sandbox;

/**
 * What is to be installed, and where.
 *
 * @param requested what a call wants
 * @param sandbox running
 */
public record InstallRequest(RequestedPackages requested, Sandbox sandbox) {
  /** Of the call. */
  public String callId() {
    return requested.callId();
  }
}
