package org.dockermcp.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a server's commands when the server dies without a word.
 *
 * <p>In each sandbox that this server uses, one exec reads from the server's connection, which
 * never sends anything. When the connection vanishes, the read ends, and the exec kills what
 * carries the server's mark; Docker tells a vanished connection within 0.7 s (20.10). Safe for use
 * by many threads.
 */
public final class Lifelines {
  private static final Logger LOG = LoggerFactory.getLogger(Lifelines.class);

  private final EngineResources resources;
  private final ServerMark mark;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  public Lifelines(EngineResources resources, ServerMark mark) {
    this.resources = resources;
    this.mark = mark;
  }

  /** Sees to it that a sandbox has one; does not fail when it cannot be. */
  public void hold(Sandbox sandbox) {
    if (held.add(sandbox.id())) {
      try {
        start(sandbox.id());
      } catch (RuntimeException e) {
        LOG.debug("no lifeline in {}: {}", sandbox.name(), e.toString());
        held.remove(sandbox.id());
      }
    }
  }

  private void start(String containerId) {
    resources.holdOpen(
        containerId,
        SandboxProfile.LIFELINE,
        List.of(
            SandboxProfile.KEEP_ALIVE_MARK,
            SandboxProfile.LIFELINE_PROGRAM + "=" + Endings.whenConnectionVanishes(mark)),
        () -> held.remove(containerId));
  }
}
