package org.dockermcp.sandbox;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container of ours as the engine told it a moment ago.
 *
 * @param id 64 hex digits
 * @param name without the engine's leading slash
 * @param image as its creator asked for it
 * @param imageId what it really runs
 * @param state Docker's word: created, running, paused, restarting, removing, exited or dead
 * @param revival what it took to have it run for this call
 * @param startedAt the engine's word on when it was last started; empty: not known
 * @param session the session it belongs to
 * @param networkEnabled whether it has a network of its own
 * @param limits in force
 * @param workspaceVolume name of the volume at {@value #WORKSPACE}
 * @param environment of users' commands in it, as its creator gave it; nothing else has it
 * @param labels all of them
 */
public record Sandbox(
    String id,
    String name,
    String image,
    String imageId,
    String state,
    SandboxRecovery revival,
    String startedAt,
    Optional<SessionId> session,
    boolean networkEnabled,
    Limits limits,
    String workspaceVolume,
    SandboxEnvironment environment,
    Map<String, String> labels) {

  /** Where every sandbox has its volume, and where commands run. */
  public static final String WORKSPACE = "/workspace";

  public static Sandbox of(InspectContainerResponse inspected) {
    Map<String, String> labels =
        Objects.requireNonNullElse(inspected.getConfig().getLabels(), Map.of());
    ContainerState state = inspected.getState();
    return new Sandbox(
        inspected.getId(),
        inspected.getName().replaceFirst("^/", ""),
        labels.getOrDefault(Labels.IMAGE, inspected.getImageId()),
        inspected.getImageId(),
        Objects.requireNonNullElse(state.getStatus(), "unknown"),
        SandboxRecovery.NONE,
        Objects.requireNonNullElse(state.getStartedAt(), ""),
        Optional.ofNullable(labels.get(Labels.SESSION)).map(SessionId::new),
        "true".equals(labels.get(Labels.NETWORK)),
        limits(inspected.getHostConfig()),
        workspaceVolume(inspected),
        SandboxEnvironment.ofLabel(labels.get(Labels.ENVIRONMENT)),
        labels);
  }

  private static Limits limits(HostConfig host) {
    return new Limits(
        Objects.requireNonNullElse(host.getMemory(), 0L),
        Objects.requireNonNullElse(host.getNanoCPUs(), 0L) / 1e9,
        Objects.requireNonNullElse(host.getPidsLimit(), 0L).intValue());
  }

  private static String workspaceVolume(InspectContainerResponse inspected) {
    List<InspectContainerResponse.Mount> mounts =
        Objects.requireNonNullElse(inspected.getMounts(), List.of());
    return mounts.stream()
        .filter(mount -> mount.getDestination() != null)
        .filter(mount -> WORKSPACE.equals(mount.getDestination().getPath()))
        .map(InspectContainerResponse.Mount::getName)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** The first 12 digits of the id, as Docker shows it. */
  public String shortId() {
    return id.substring(0, 12);
  }

  public boolean running() {
    return "running".equals(state);
  }

  public boolean paused() {
    return "paused".equals(state);
  }

  /** Whether starting it is all it takes. */
  public boolean startable() {
    return "exited".equals(state) || "created".equals(state);
  }

  /** Whether it has been started since it looked like this, by whomever. */
  public boolean wasRestartedSince(Sandbox before) {
    return running()
        && id.equals(before.id)
        && !before.startedAt.isEmpty()
        && !startedAt.isEmpty()
        && !startedAt.equals(before.startedAt);
  }

  /** Its id, if it was made anew for this call; null when not. */
  public @Nullable String remadeAs() {
    return revival == SandboxRecovery.REMADE ? id : null;
  }

  /** What two calls must not do at once: make it anew. */
  public String lockKey() {
    return "sandbox " + name;
  }

  /** This sandbox, running after it took this. */
  public Sandbox after(SandboxRecovery taken) {
    return with("running", taken, startedAt);
  }

  /** This sandbox, of which the engine has not been asked since it was started. */
  public Sandbox startedAnew() {
    return with("running", revival, "");
  }

  private Sandbox with(String newState, SandboxRecovery taken, String started) {
    return new Sandbox(
        id,
        name,
        image,
        imageId,
        newState,
        taken,
        started,
        session,
        networkEnabled,
        limits,
        workspaceVolume,
        environment,
        labels);
  }
}
