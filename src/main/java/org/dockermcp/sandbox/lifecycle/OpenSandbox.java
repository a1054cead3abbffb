package org.dockermcp.sandbox.lifecycle;

import java.util.List;
import org.dockermcp.sandbox.Sandbox;

/**
 * A sandbox that a call has opened.
 *
 * @param plan by which it was
 * @param sandbox running
 * @param reused whether it existed before
 */
public record OpenSandbox(SandboxPlan plan, Sandbox sandbox, boolean reused) {

  /** Whether packages are to be installed in it. */
  public boolean hasDependencies() {
    return plan.request().hasDependencies();
  }

  /** The packages to install in it. */
  public List<String> dependencies() {
    return plan.request().dependencies();
  }
}
