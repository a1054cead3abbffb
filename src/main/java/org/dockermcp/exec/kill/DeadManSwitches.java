package org.dockermcp.exec.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockermcp.engine.ExecHold;
import org.dockermcp.engine.Execs;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a server's commands when the server dies.
 *
 * <p>In each sandbox that this server uses, one exec reads from the server's connection, which
 * never sends anything. When the connection closes, the read ends, and the exec kills every process
 * with the server's token; Docker notices a closed connection within 0.7 s (20.10). Safe for use by
 * many threads.
 */
public final class DeadManSwitches {
  private static final Logger LOG = LoggerFactory.getLogger(DeadManSwitches.class);

  private final Execs execs;
  private final ProcessTokens tokens;
  private final Set<String> attached = ConcurrentHashMap.newKeySet();

  public DeadManSwitches(Execs execs, ProcessTokens tokens) {
    this.execs = execs;
    this.tokens = tokens;
  }

  /** Attaches one to a sandbox that has none; a failure is logged and tried again at the next. */
  public void attach(Sandbox sandbox) {
    attach(sandbox, "");
  }

  /**
   * Attaches one that runs in a folder to a sandbox that has none.
   *
   * @param workingDir absolute path; empty: the container's own
   * @return whether it was attached now and is seen to run, as any shell command would there
   */
  public boolean attach(Sandbox sandbox, String workingDir) {
    if (!attached.add(sandbox.id())) {
      return false;
    }
    try {
      return CommandTerminator.RUNS.equals(start(sandbox.id(), workingDir));
    } catch (RuntimeException e) {
      LOG.debug("no dead man's switch in {}: {}", sandbox.name(), e.toString());
      attached.remove(sandbox.id());
      return false;
    }
  }

  private String start(String containerId, String workingDir) {
    return execs.hold(
        new ExecHold(
            containerId,
            argv(),
            List.of(
                tokens.of(containerId, "life"),
                SandboxProfile.DEAD_MAN_SWITCH_PROGRAM
                    + "="
                    + CommandTerminator.whenConnectionCloses(tokens)),
            workingDir,
            () -> attached.remove(containerId)));
  }

  /** The last argument is the server's id; the engine reports it and no program can change it. */
  private List<String> argv() {
    List<String> argv = new ArrayList<>(SandboxProfile.DEAD_MAN_SWITCH);
    argv.add(tokens.serverId());
    return argv;
  }

  /**
   * Whether another server's commands may be running in a container, as its switch there shows;
   * true also when the engine does not answer.
   */
  boolean hasOthers(String containerId) {
    try {
      List<String> own = argv();
      int words = SandboxProfile.DEAD_MAN_SWITCH.size();
      return execs.running(containerId).stream()
          .anyMatch(
              argv ->
                  argv.size() >= words
                      && argv.subList(0, words).equals(SandboxProfile.DEAD_MAN_SWITCH)
                      && !argv.equals(own));
    } catch (RuntimeException e) {
      LOG.debug("which servers have a switch in {} is unknown: {}", containerId, e.toString());
      return true;
    }
  }
}
