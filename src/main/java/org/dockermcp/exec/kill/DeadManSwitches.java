package org.dockermcp.exec.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockermcp.engine.docker.EngineResources;
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
public final class DeadManSwitches {
  private static final Logger LOG = LoggerFactory.getLogger(DeadManSwitches.class);

  private final EngineResources resources;
  private final ProcessTokens marks;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  public DeadManSwitches(EngineResources resources, ProcessTokens marks) {
    this.resources = resources;
    this.marks = marks;
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
        argv(),
        List.of(
            marks.of(containerId, "life"),
            SandboxProfile.LIFELINE_PROGRAM
                + "="
                + CommandTerminator.whenConnectionVanishes(marks)),
        () -> held.remove(containerId));
  }

  /** Its last word, which the engine tells and no program in the sandbox can change, is whose. */
  private List<String> argv() {
    List<String> argv = new ArrayList<>(SandboxProfile.LIFELINE);
    argv.add(marks.serverId());
    return argv;
  }

  /**
   * Whether another server's commands may be at work in a container, as its lifeline there tells;
   * true also when the engine does not tell.
   */
  boolean areOthersIn(String containerId) {
    try {
      List<String> own = argv();
      int words = SandboxProfile.LIFELINE.size();
      return resources.runningExecs(containerId).stream()
          .anyMatch(
              argv ->
                  argv.size() >= words
                      && argv.subList(0, words).equals(SandboxProfile.LIFELINE)
                      && !argv.equals(own));
    } catch (RuntimeException e) {
      LOG.debug("whose lifelines are in {} is unknown: {}", containerId, e.toString());
      return true;
    }
  }
}
