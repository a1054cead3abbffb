package org.dockermcp.sandbox.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.ToolCall;

/**
 * The sandboxes that calls have opened for themselves alone, by the calls' ids; safe for use by
 * many threads.
 *
 * <p>{@code lib/call} removes them when the call ends, so no tool's route can forget to. What is
 * left when this process dies, another server sweeps: they belong to no session.
 */
public final class EphemeralSandboxes {
  private final Map<String, List<String>> idsByCall = new ConcurrentHashMap<>();

  /** The sandbox that a call has opened, which is to go with the call if it asked for that. */
  public Sandbox opened(ToolCall call, OpenSandbox.Wanted wanted, OpenSandbox open) {
    if (wanted.request().throwaway()) {
      idsByCall
          .computeIfAbsent(call.id(), id -> new CopyOnWriteArrayList<>())
          .add(open.sandbox().id());
    }
    return open.sandbox();
  }

  /** A sandbox has taken the place of another, and goes when that would have. */
  public Sandbox remade(Sandbox lost, Sandbox anew) {
    idsByCall.values().forEach(ids -> ids.replaceAll(id -> id.equals(lost.id()) ? anew.id() : id));
    return anew;
  }

  /** The ids of those that go with a call, forgotten here; mostly none. */
  public List<String> of(ToolCall call) {
    List<String> ids = idsByCall.remove(call.id());
    return ids == null ? List.of() : List.copyOf(ids);
  }
}
