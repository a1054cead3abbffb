package org.dockermcp.sandbox.lifecycle;

import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolResult;

/** Removes containers and volumes of ours; the steps of {@code cleanup_container}. */
public final class Cleanup {
  private final Ownership ownership;
  private final EngineResources resources;
  private final Workspaces workspaces;
  private final SandboxHistory known;

  public Cleanup(
      Ownership ownership, EngineResources resources, Workspaces workspaces, SandboxHistory known) {
    this.known = known;
    this.ownership = ownership;
    this.resources = resources;
    this.workspaces = workspaces;
  }

  /**
   * What a call wants removed: one container, a session, or, with neither, all.
   *
   * @param container that alone, by name or id
   * @param session all of it
   * @param volumes whether the sessions' volumes too, where no container is left on them
   */
  public record Selection(
      Optional<String> container, Optional<SessionId> session, boolean volumes) {
    public boolean isOne() {
      return container.isPresent();
    }
  }

  /**
   * A container to be removed.
   *
   * @param id 64 hex digits
   * @param sessionVolume of its session, if it is of one
   * @param ownVolume that goes with it, where the engine would leave it
   */
  public record Target(
      String id, String name, Optional<String> sessionVolume, Optional<String> ownVolume) {}

  /** A container that is gone, as the answer tells it. */
  public record Removed(String containerId, String name) {}

  /** A container that is not gone, as the answer tells it. */
  public record Failed(String containerId, String name, String reason) {}

  /** What cleanup_container answers; the tool's output schema describes each component. */
  public record Result(List<Removed> removed, List<String> volumesRemoved, List<Failed> failed)
      implements ToolResult {
    @Override
    public String text() {
      List<String> lines = new ArrayList<>();
      removed.forEach(it -> lines.add("Removed container " + it.name() + "."));
      volumesRemoved.forEach(it -> lines.add("Removed volume " + it + "."));
      failed.forEach(it -> lines.add("Could not remove " + it.name() + ": " + it.reason() + "."));
      return lines.isEmpty() ? "Nothing to remove." : String.join("\n", lines);
    }
  }

  /**
   * What a call selects.
   *
   * @throws ToolFailure unless it selects in exactly one way
   */
  public Selection selection(ToolCall call) {
    Arguments arguments = call.arguments();
    Optional<String> container = arguments.optionalText("container_id");
    Optional<SessionId> session = SessionId.of(arguments);
    boolean all = arguments.flag("cleanup_all", false);
    long ways =
        Stream.of(container.isPresent(), session.isPresent(), all).filter(given -> given).count();
    if (ways != 1) {
      throw ToolFailure.invalid(
          "clean up",
          ways == 0 ? "nothing was selected" : "more than one selection was given",
          "give exactly one of container_id, session_id and cleanup_all: true");
    }
    Selection selection =
        new Selection(container, session, arguments.flag("remove_volumes", false));
    known.forget(selection);
    return selection;
  }

  /** The one container that was named. */
  public List<Target> only(Sandbox sandbox) {
    return List.of(
        new Target(
            sandbox.id(),
            sandbox.name(),
            sandbox.session().map(SessionId::volume),
            Optional.ofNullable(sandbox.labels().get(Labels.VOLUME))));
  }

  /** The containers of ours that a selection means, whatever state they are in. */
  public List<Target> matching(Selection selection, List<Container> all) {
    return all.stream()
        .filter(container -> ownership.isOurs(container.getLabels()))
        .filter(
            container ->
                selection.session().map(it -> sessionOf(container).equals(it.value())).orElse(true))
        .map(Cleanup::target)
        .toList();
  }

  private static Target target(Container container) {
    String session = sessionOf(container);
    return new Target(
        container.getId(),
        container.getNames()[0].replaceFirst("^/", ""),
        session.isEmpty() ? Optional.empty() : Optional.of(new SessionId(session).volume()),
        Optional.ofNullable(labels(container).get(Labels.VOLUME)));
  }

  private static String sessionOf(Container container) {
    return labels(container).getOrDefault(Labels.SESSION, "");
  }

  private static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }

  /**
   * Waits for a removal that another call has begun.
   *
   * @throws Throwable the fault itself, when it is another
   */
  public void awaitRemoval(String id, Throwable fault) throws Throwable {
    if (!EngineFaults.words(fault).contains("is already in progress")) {
      throw fault;
    }
    resources.awaitRemoval(id);
  }

  /** The outcome for a container that is gone; what goes with it goes now. */
  public Removed removed(Target target) {
    target.ownVolume().ifPresent(workspaces::remove);
    return new Removed(target.id(), target.name());
  }

  /** The outcome for a container that is not. */
  public Failed failed(Target target, Throwable fault) {
    return new Failed(target.id(), target.name(), PlainText.clause(EngineFaults.words(fault)));
  }

  /**
   * The answer, after the volumes that were to go have gone too.
   *
   * @throws ToolFailure with what has been removed, when the engine goes away meanwhile
   */
  public Result result(Selection selection, List<Target> targets, List<?> outcomes) {
    try {
      return result(outcomes, selection.volumes() ? removeVolumes(selection, targets) : List.of());
    } catch (RuntimeException e) {
      if (!EngineFaults.isConnection(e)) {
        throw e;
      }
      throw ToolFailure.of(
              ErrorCode.ENGINE_LOST,
              "remove all volumes",
              "the Docker engine went away meanwhile",
              "clean up again to see what is left")
          .with(result(outcomes, List.of()))
          .causedBy(e);
    }
  }

  private static Result result(List<?> outcomes, List<String> volumes) {
    return new Result(
        outcomes.stream().filter(Removed.class::isInstance).map(Removed.class::cast).toList(),
        volumes,
        outcomes.stream().filter(Failed.class::isInstance).map(Failed.class::cast).toList());
  }

  private List<String> removeVolumes(Selection selection, List<Target> targets) {
    Set<String> names = new TreeSet<>();
    targets.forEach(target -> target.sessionVolume().ifPresent(names::add));
    selection.session().map(SessionId::volume).ifPresent(names::add);
    if (!selection.isOne() && selection.session().isEmpty()) {
      names.addAll(resources.volumesLabelled(Labels.SESSION));
    }
    return names.stream().filter(workspaces::remove).toList();
  }
}
