package org.dockermcp.sandbox.lifecycle;

import java.util.Optional;
import org.dockermcp.engine.ContainerRemoval;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports how the removal of a container ended; the steps of {@code sandbox-remove}. */
public final class Removals {
  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

  private final SandboxHistory history;
  private final Workspaces workspaces;

  public Removals(SandboxHistory history, Workspaces workspaces) {
    this.history = history;
    this.workspaces = workspaces;
  }

  /**
   * The removal of a sandbox that is recreated on its volume. It stays known: if its creation
   * fails, its next use recovers it.
   */
  public ContainerRemoval keepingVolumes(Sandbox sandbox) {
    return new ContainerRemoval(sandbox.id(), true);
  }

  /** The outcome for a container that is gone; its own volume is removed now. */
  public RemovalOutcome removed(RemovalTarget target) {
    history.forget(target.id());
    target.ownVolume().ifPresent(workspaces::remove);
    return new RemovalOutcome(target, Optional.empty());
  }

  /** The outcome for a container that could not be removed. */
  public RemovalOutcome failed(RemovalTarget target, Throwable fault) {
    LOG.info("container {} could not be removed: {}", target.name(), fault.toString());
    String reason = PlainText.clause(String.valueOf(fault.getMessage()));
    return new RemovalOutcome(target, Optional.of(reason));
  }
}
