package org.dockermcp.sandbox.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * The sandboxes that end with the call that created them, by the calls' ids; safe for use by many
 * threads.
 *
 * <p>Each sandbox that a call creates is one of them until the call keeps it, so a call that fails
 * leaves nothing behind. {@code lib/call} removes them when the call ends, so no tool's route can
 * forget to; what it cannot remove is one of the {@link org.dockermcp.sandbox.PendingRemovals}.
 * What is left when this process dies, another server reaps: an ephemeral one belongs to no
 * session.
 */
public final class EphemeralSandboxes {
  private final Map<String, List<Sandbox>> byCall = new ConcurrentHashMap<>();

  /** Has a sandbox end with the call, if the call has created it. */
  public OpenSandbox add(ToolCall call, OpenSandbox open) {
    if (!open.reused()) {
      byCall.computeIfAbsent(call.id(), id -> new CopyOnWriteArrayList<>()).add(open.sandbox());
    }
    return open;
  }

  /** The sandbox, which stays after the call unless that wanted an ephemeral one. */
  public Sandbox keepUnlessEphemeral(ToolCall call, OpenSandbox open) {
    return open.plan().request().ephemeral() ? open.sandbox() : keep(call, open.sandbox());
  }

  /**
   * The sandbox, which stays after the call.
   *
   * @throws ToolFailure {@code CANCELLED} when nobody wants it any more: then it ends with the call
   */
  public Sandbox keep(ToolCall call, Sandbox sandbox) {
    if (call.cancellation().isCancelled()) {
      throw ToolFailure.of(
          ErrorCode.CANCELLED,
          "finish " + call.tool(),
          "the call was cancelled, and what it created is removed",
          "call again to run it");
    }
    byCall.computeIfPresent(
        call.id(),
        (id, ending) -> {
          ending.removeIf(it -> it.id().equals(sandbox.id()));
          return ending.isEmpty() ? null : ending;
        });
    return sandbox;
  }

  /** A sandbox has replaced another, and ends when that would have. */
  public Sandbox replace(Sandbox old, Sandbox current) {
    byCall
        .values()
        .forEach(ending -> ending.replaceAll(it -> it.id().equals(old.id()) ? current : it));
    return current;
  }

  /** Those that end with a call, forgotten here; mostly none. */
  public List<RemovalTarget> end(ToolCall call) {
    List<Sandbox> ending = byCall.remove(call.id());
    return ending == null ? List.of() : ending.stream().map(RemovalTarget::of).toList();
  }
}
