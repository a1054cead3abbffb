package org.dockermcp.sandbox.lifecycle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Removes containers and volumes of a principal; the steps of {@code cleanup_container}. */
public final class Cleanup {
  private final Ownership ownership;
  private final Containers containers;
  private final Workspaces workspaces;
  private final Sandboxes sandboxes;
  private final SandboxHistory history;
  private final ServerRegistry servers;

  public Cleanup(
      Ownership ownership,
      Containers containers,
      Workspaces workspaces,
      Sandboxes sandboxes,
      SandboxHistory history,
      ServerRegistry servers) {
    this.ownership = ownership;
    this.containers = containers;
    this.workspaces = workspaces;
    this.sandboxes = sandboxes;
    this.history = history;
    this.servers = servers;
  }

  /**
   * What is to be removed.
   *
   * @param targets the containers
   * @param left ids of containers that stay because other running servers use them
   * @param leftSessions sessions that stay for that reason
   */
  public record Plan(
      CleanupSelection selection,
      List<RemovalTarget> targets,
      Set<String> left,
      Set<String> leftSessions) {}

  /**
   * The containers that a call selects, in whatever state they are.
   *
   * @throws ToolFailure when it does not select in exactly one way, and when it names one container
   *     that is not there
   */
  @RouteStep(
      value = "cleanup.plan(${variable.call})",
      does =
          "the containers to remove that `container_id`, `session_id` or `cleanup_all` select: the"
              + " principal's, and none that another running server uses where all are selected",
      errors = {ErrorCode.INVALID_ARGUMENT, ErrorCode.NOT_FOUND})
  public Plan plan(ToolCall call) {
    CleanupSelection selection = CleanupSelection.of(call, sandboxes);
    if (selection.container().isPresent()) {
      RemovalTarget target = RemovalTarget.of(find(selection.container().get(), selection));
      return new Plan(selection, List.of(target), Set.of(), Set.of());
    }
    ServerRegistry.Snapshot known = servers.snapshot();
    Plan plan = new Plan(selection, new ArrayList<>(), new HashSet<>(), known.usedByOthers());
    for (ContainerSummary container : containers.list(ListRequest.labelled(ownership.filter()))) {
      if (!ownership.isOf(call.principal(), container.labels()) || !isMeant(selection, container)) {
        continue;
      }
      if (selection.isAll() && isUsedElsewhere(container.labels(), known)) {
        plan.left().add(container.id());
      } else {
        plan.targets().add(RemovalTarget.of(container));
      }
    }
    return plan;
  }

  private Sandbox find(SandboxRef reference, CleanupSelection selection) {
    Optional<ContainerState> found;
    try {
      found = containers.find(reference.lookup());
    } catch (EngineFault.Ambiguous e) {
      found = Optional.empty();
    }
    if (found.isEmpty()) {
      // Others have removed it, as the caller wants: it must not come back at its next use.
      history.forget(selection::means);
    }
    return sandboxes.identify(reference, found.orElseThrow(reference::notFound));
  }

  private static boolean isMeant(CleanupSelection selection, ContainerSummary container) {
    return selection
        .session()
        .map(session -> SessionId.of(container.labels()).equals(Optional.of(session)))
        .orElse(true);
  }

  /** A session is when another living server has used it, all else when such a one has made it. */
  private boolean isUsedElsewhere(Map<String, String> labels, ServerRegistry.Snapshot known) {
    return SessionId.of(labels)
        .map(session -> known.usedByOthers().contains(session.key()))
        .orElseGet(
            () ->
                Labels.read(labels, Labels.SERVER)
                    .filter(server -> !server.equals(ownership.server()))
                    .filter(server -> !known.dead().containsKey(server))
                    .isPresent());
  }

  /**
   * The answer, after the volumes that were to go are removed too.
   *
   * @throws ToolFailure with what has been removed, when the engine goes away meanwhile
   */
  @RouteStep(
      value = "cleanup.result(${variable.plan}, ${body})",
      does = "removes the volumes if the call wants that, and reports what was removed")
  public CleanupResult result(Plan plan, List<RemovalOutcome> outcomes) {
    forget(plan, outcomes);
    int left = plan.left().size();
    List<String> removed = new ArrayList<>();
    try {
      if (plan.selection().volumes()) {
        removeVolumes(plan, removed);
      }
      return CleanupResult.of(outcomes, removed, left);
    } catch (RuntimeException e) {
      if (!EngineFault.isConnection(e)) {
        throw e;
      }
      throw ToolFailure.of(
              ErrorCode.ENGINE_LOST,
              "remove all volumes",
              "the connection to the Docker engine broke",
              "clean up again to see what is left")
          .with(CleanupResult.of(outcomes, removed, left))
          .causedBy(e);
    }
  }

  /** What could not be removed, and what stays, can be used as before. */
  private void forget(Plan plan, List<RemovalOutcome> outcomes) {
    Set<String> staying = new HashSet<>(plan.left());
    outcomes.stream()
        .filter(outcome -> !outcome.isRemoved())
        .forEach(outcome -> staying.add(outcome.target().id()));
    history.forget(sandbox -> plan.selection().means(sandbox) && !staying.contains(sandbox.id()));
  }

  /**
   * Removes the volumes that nothing is left on.
   *
   * @param removed gets the name of each as it is removed
   */
  private void removeVolumes(Plan plan, List<String> removed) {
    CleanupSelection selection = plan.selection();
    Set<String> names = new TreeSet<>();
    plan.targets().forEach(target -> target.sessionVolume().ifPresent(names::add));
    selection.session().map(SessionId::volume).ifPresent(names::add);
    if (selection.isAll()) {
      workspaces.sessions(selection.principal()).stream()
          .filter(session -> !plan.leftSessions().contains(session.key()))
          .map(SessionId::volume)
          .forEach(names::add);
    }
    names.stream().filter(workspaces::remove).forEach(removed::add);
  }
}
