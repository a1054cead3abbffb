package org.dockermcp.sandbox.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.sandbox.SandboxRef;

/**
 * The sessions' sandboxes that this server has used, so that it notices what others did to them:
 * one that was restarted has lost its processes, and one that was removed can be made anew on its
 * volume. Safe for use by many threads.
 *
 * <p>The thousand used last are known. What this server itself removes is forgotten.
 */
public final class SandboxHistory {
  private static final int MOST = 1000;

  private final Map<String, Sandbox> byName = bounded();

  /** New ids by the ids that they replace. */
  private final Map<String, String> successors = bounded();

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Remembers a sandbox as it was just inspected; says whether it was restarted meanwhile. */
  public synchronized Sandbox seen(Sandbox sandbox) {
    if (sandbox.session().isEmpty()) {
      return sandbox;
    }
    Sandbox before = byName.remove(sandbox.name());
    byName.put(sandbox.name(), sandbox);
    return before != null && sandbox.wasRestartedSince(before)
        ? sandbox.after(SandboxRecovery.RESTARTED)
        : sandbox;
  }

  /** This server has just started or restarted it: its next look tells nothing new. */
  public synchronized void restarted(String id) {
    byName.replaceAll((name, known) -> known.id().equals(id) ? known.startedAnew() : known);
  }

  /** This server has removed a container. */
  public synchronized void forget(String id) {
    byName.values().removeIf(known -> known.id().equals(id));
    successors.values().removeIf(id::equals);
  }

  /** A caller wants these to be gone, so that one which others have removed stays so. */
  public synchronized void forget(Cleanup.Selection selection) {
    byName.values().removeIf(known -> isMeant(selection, known));
  }

  private static boolean isMeant(Cleanup.Selection selection, Sandbox known) {
    if (selection.container().isPresent()) {
      return new SandboxRef(selection.container().get()).names(known.id(), known.name());
    }
    return selection.session().isEmpty() || selection.session().equals(known.session());
  }

  /** What a caller means: the sandbox that took the place of the one that is named by its id. */
  synchronized SandboxRef current(SandboxRef reference) {
    return successors.entrySet().stream()
        .filter(replaced -> reference.names(replaced.getKey(), ""))
        .map(replaced -> new SandboxRef(replaced.getValue()))
        .findFirst()
        .orElse(reference);
  }

  /**
   * The sandbox of a session that was there and is gone.
   *
   * @throws org.dockermcp.tool.ToolFailure {@code NOT_FOUND} when none of that name is known
   */
  public synchronized Sandbox lost(SandboxRef reference) {
    Optional<Sandbox> lost =
        byName.values().stream()
            .filter(known -> reference.names(known.id(), known.name()))
            .findFirst();
    return lost.orElseThrow(reference::notFound);
  }

  /** The sandbox that took the place of one that is gone. */
  public synchronized Sandbox remade(Sandbox lost, Sandbox anew) {
    if (lost.session().isPresent()) {
      successors.replaceAll((old, id) -> id.equals(lost.id()) ? anew.id() : id);
      successors.put(lost.id(), anew.id());
    }
    return anew.after(SandboxRecovery.REMADE);
  }
}
