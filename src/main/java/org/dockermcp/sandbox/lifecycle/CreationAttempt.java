package org.dockermcp.sandbox.lifecycle;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.sandbox.Sandbox;

/**
 * One attempt to create a sandbox.
 *
 * @param spec of its container
 * @param overcome the faults of earlier attempts, each of which was answered by another spec
 * @param sandbox that it has created; empty: it is still to be made
 */
public record CreationAttempt(
    ContainerSpec spec, Set<Class<? extends EngineFault>> overcome, Optional<Sandbox> sandbox) {

  static CreationAttempt first(ContainerSpec spec) {
    return new CreationAttempt(spec, Set.of(), Optional.empty());
  }

  /** Whether it is still to be made. */
  public boolean isPending() {
    return sandbox.isEmpty();
  }

  /** The next attempt, after a fault that another spec avoids. */
  CreationAttempt after(EngineFault fault, ContainerSpec other) {
    Set<Class<? extends EngineFault>> all = new LinkedHashSet<>(overcome);
    all.add(fault.getClass());
    return new CreationAttempt(other, all, Optional.empty());
  }

  CreationAttempt with(Sandbox created) {
    return new CreationAttempt(spec, overcome, Optional.of(created));
  }
}
