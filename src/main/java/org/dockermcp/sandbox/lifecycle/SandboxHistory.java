package org.dockermcp.sandbox.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.tool.Principal;

/**
 * The sessions' sandboxes that this server has used, so that it notices what others did to them:
 * one that was restarted has lost its processes, and one that was removed can be recreated on its
 * volume. Safe for use by many threads.
 *
 * <p>The thousand used last are known. What this server itself removes for good is forgotten.
 */
public final class SandboxHistory {
  private static final int MOST = 1000;

  /** A sandbox as its principal names it. */
  private record Name(Principal principal, String name) {
    static Name of(Sandbox sandbox) {
      return new Name(sandbox.principal(), sandbox.name());
    }
  }

  private final Map<Name, Sandbox> byName = bounded();

  /** The sandboxes that have replaced others, by the ids of those. */
  private final Map<String, Sandbox> successors = bounded();

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }

  /** Records a sandbox as it was just inspected; gives it with what has happened meanwhile. */
  public synchronized Sandbox record(Sandbox sandbox) {
    if (sandbox.session().isEmpty()) {
      return sandbox;
    }
    Sandbox before = byName.remove(Name.of(sandbox));
    byName.put(Name.of(sandbox), sandbox);
    if (before == null || !sandbox.wasRestartedSince(before)) {
      return sandbox;
    }
    return sandbox.after(
        before.recovery() == SandboxRecovery.RESTARTED_FOR_DISK
            ? SandboxRecovery.RESTARTED_FOR_DISK
            : SandboxRecovery.RESTARTED);
  }

  /** This server has just started or restarted it: its next inspect tells nothing new. */
  public synchronized void restarted(String id) {
    byName.replaceAll((name, known) -> known.id().equals(id) ? known.justStarted() : known);
  }

  /** This server is about to restart an idle one; its next use tells why its processes are lost. */
  public synchronized void restartedForDisk(String id) {
    byName.replaceAll(
        (name, known) ->
            known.id().equals(id) ? known.after(SandboxRecovery.RESTARTED_FOR_DISK) : known);
  }

  /** This server has removed a container for good. */
  public synchronized void forget(String id) {
    byName.values().removeIf(known -> known.id().equals(id));
    successors.values().removeIf(successor -> successor.id().equals(id));
  }

  /** A caller has removed these, so one that others had removed before is not recreated. */
  synchronized void forget(Predicate<Sandbox> removed) {
    byName.values().removeIf(removed);
    successors.values().removeIf(removed);
  }

  /** What a caller means: the sandbox that has replaced the one that is named by its id. */
  synchronized SandboxRef resolveAlias(SandboxRef reference) {
    return successors.entrySet().stream()
        .filter(replaced -> replaced.getValue().principal().equals(reference.principal()))
        .filter(replaced -> reference.isIdOf(replaced.getKey()))
        .map(replaced -> new SandboxRef(reference.principal(), replaced.getValue().id()))
        .findFirst()
        .orElse(reference);
  }

  /**
   * The sandbox of a session that existed and is gone.
   *
   * @throws org.dockermcp.tool.ToolFailure {@code NOT_FOUND} when none of that name is known
   */
  public synchronized Sandbox lastKnown(SandboxRef reference) {
    Optional<Sandbox> known = byName.values().stream().filter(reference::names).findFirst();
    return known.orElseThrow(reference::notFound);
  }

  /** The sandbox that has replaced one that is gone. */
  public synchronized Sandbox recreated(Sandbox lost, Sandbox current) {
    if (lost.session().isPresent()) {
      successors.replaceAll(
          (old, successor) -> successor.id().equals(lost.id()) ? current : successor);
      successors.put(lost.id(), current);
    }
    return current.after(SandboxRecovery.RECREATED);
  }
}
