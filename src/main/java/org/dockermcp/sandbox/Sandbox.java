package org.dockermcp.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ResourceLimits;
import org.dockermcp.tool.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A container of ours as the engine told it a moment ago.
 *
 * @param id 64 hex digits
 * @param principal whose it is
 * @param name as callers know it; another principal's may have the same
 * @param image as its creator asked for it
 * @param imageId what it really runs
 * @param status of the container
 * @param recovery what it took to have it run for this call
 * @param startedAt when it was last started; empty: not known
 * @param session the session it belongs to
 * @param networkEnabled whether it has a network of its own
 * @param limits in force
 * @param workspaceVolume name of the volume at {@value #WORKSPACE}; empty: it has none
 * @param environment of users' commands in it, as its creator gave it; nothing else has it
 * @param labels all of them
 */
public record Sandbox(
    String id,
    Principal principal,
    String name,
    String image,
    String imageId,
    ContainerStatus status,
    SandboxRecovery recovery,
    Optional<Instant> startedAt,
    Optional<SessionId> session,
    boolean networkEnabled,
    Limits limits,
    String workspaceVolume,
    SandboxEnvironment environment,
    Map<String, String> labels) {

  /** Where every sandbox has its volume, and where commands run. */
  public static final String WORKSPACE = "/workspace";

  /** The sandbox that a container with our labels is. */
  public static Sandbox of(ContainerState container) {
    Map<String, String> labels = container.labels();
    Principal principal = SessionId.principal(labels);
    return new Sandbox(
        container.id(),
        principal,
        Namespace.shownName(principal, container.name()),
        Labels.read(labels, Labels.IMAGE).orElse(container.imageId()),
        container.imageId(),
        container.status(),
        SandboxRecovery.NONE,
        container.startedAt(),
        SessionId.of(labels),
        "true".equals(labels.get(Labels.NETWORK)),
        limits(container.limits()),
        container.volumeAt(WORKSPACE).orElse(""),
        SandboxEnvironment.ofLabel(labels.get(Labels.ENVIRONMENT)),
        labels);
  }

  /** The name by which callers will know the sandbox that a container is created for. */
  public static String nameOf(ContainerSpec spec) {
    return Namespace.shownName(SessionId.principal(spec.labels()), spec.name());
  }

  private static Limits limits(ResourceLimits limits) {
    return new Limits(limits.memoryBytes(), limits.cpus(), (int) limits.pids());
  }

  /** The container's name in the engine. */
  public String containerName() {
    return Namespace.containerName(principal, name);
  }

  /** The first 12 digits of the id, as Docker shows it. */
  public String shortId() {
    return id.substring(0, 12);
  }

  public boolean isRunning() {
    return status == ContainerStatus.RUNNING;
  }

  public boolean isPaused() {
    return status == ContainerStatus.PAUSED;
  }

  /** Whether starting it is all it takes. */
  public boolean isStartable() {
    return status == ContainerStatus.EXITED || status == ContainerStatus.CREATED;
  }

  /** Whether it has been started since it looked like this, by whomever. */
  public boolean wasRestartedSince(Sandbox before) {
    return isRunning()
        && id.equals(before.id)
        && before.startedAt.isPresent()
        && startedAt.isPresent()
        && !startedAt.equals(before.startedAt);
  }

  /** Its id, if it was recreated for this call; null when not. */
  public @Nullable String recreatedAs() {
    return recovery == SandboxRecovery.RECREATED ? id : null;
  }

  /** What two calls must not do at once: recreate it. */
  public String lockKey() {
    return "recover " + containerName();
  }

  /** This sandbox, running after it took this. */
  public Sandbox after(SandboxRecovery taken) {
    return with(ContainerStatus.RUNNING, taken, startedAt);
  }

  /** This sandbox, of which the engine has not been asked since it was started. */
  public Sandbox justStarted() {
    return with(ContainerStatus.RUNNING, recovery, Optional.empty());
  }

  private Sandbox with(ContainerStatus now, SandboxRecovery taken, Optional<Instant> started) {
    return new Sandbox(
        id,
        principal,
        name,
        image,
        imageId,
        now,
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
