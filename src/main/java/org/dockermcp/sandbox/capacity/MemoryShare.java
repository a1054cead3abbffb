package org.dockermcp.sandbox.capacity;

import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dockermcp.engine.ContainerRequest;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.ByteCount;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * Keeps what this installation's running sandboxes may use of memory together within the operator's
 * share of the engine's; the steps of {@code lib/admission}. Safe for use by many threads.
 *
 * <p>What is being created or started is claimed until it shows in the engine's list. A claim is
 * known to this server alone: two servers of one installation that create in the same moment may
 * pass the share by what they create.
 */
public final class MemoryShare {
  /** States in which a container holds what it was promised. */
  public static final Set<String> HOLDING = Set.of("running", "paused", "restarting");

  private final double share;
  private final Ownership ownership;
  private final EngineFacts facts;
  private final List<Claim> claims = new ArrayList<>();

  public MemoryShare(Settings settings, Ownership ownership, EngineFacts facts) {
    share = settings.memoryShare();
    this.ownership = ownership;
    this.facts = facts;
  }

  /**
   * Memory of a sandbox that is to run.
   *
   * @param tried what it is wanted for, as a failure tells it
   * @param name of its container
   * @param bytes it may use
   */
  public record Claim(String tried, String name, long bytes) {}

  /** The claim of a container that is to be made. */
  public Claim ofNew(ContainerRequest request) {
    return new Claim(
        "create container '" + request.name() + "'",
        request.name(),
        Objects.requireNonNullElse(request.hostConfig().getMemory(), 0L));
  }

  /** The claim of one that is to be started again. */
  public Claim ofStopped(Sandbox sandbox) {
    return new Claim(
        "start container '" + sandbox.name() + "'", sandbox.name(), sandbox.limits().memoryBytes());
  }

  /**
   * Holds what is claimed until its {@link #release}. The list must be of no earlier moment than
   * the admission before.
   *
   * @throws ToolFailure {@code BUSY} when there is not enough
   */
  public void admit(Claim claim, List<Container> containers) {
    long total = facts.memoryBytes();
    long most = (long) (total * share);
    hold(claim, containers, total, total == 0 ? Long.MAX_VALUE : most);
  }

  private synchronized void hold(Claim claim, List<Container> containers, long total, long most) {
    long used = claimedBeside(claim.name()) + held(containers, claim.name());
    if (claim.bytes() > most - used) {
      throw ToolFailure.of(
          ErrorCode.BUSY,
          claim.tried(),
          "the containers that run may use %s of this engine's %s of memory together, and with its %s they would be at %s"
              .formatted(
                  ByteCount.text(most),
                  ByteCount.text(total),
                  ByteCount.text(claim.bytes()),
                  ByteCount.text(used + claim.bytes())),
          "remove some, for idle ones count while they run, or ask for less memory_bytes");
    }
    claims.add(claim);
  }

  private long claimedBeside(String name) {
    return claims.stream()
        .filter(claim -> !claim.name().equals(name))
        .distinct()
        .mapToLong(Claim::bytes)
        .sum();
  }

  /** What those hold that the engine shows, and that are not claimed. */
  private long held(List<Container> containers, String name) {
    Set<String> claimed = claims.stream().map(Claim::name).collect(Collectors.toSet());
    return containers.stream()
        .filter(container -> ownership.isOurs(container.getLabels()))
        .filter(container -> HOLDING.contains(container.getState()))
        .filter(container -> !claimed.contains(nameOf(container)))
        .filter(container -> !name.equals(nameOf(container)))
        .map(container -> Limits.ofLabel(container.getLabels().get(Labels.LIMITS)))
        .mapToLong(limits -> limits.map(Limits::memoryBytes).orElse(0L))
        .sum();
  }

  private static String nameOf(Container container) {
    return container.getNames()[0].replaceFirst("^/", "");
  }

  /** Lets go of a claim: the engine shows the sandbox, or there is none. */
  public synchronized void release(Claim claim) {
    claims.remove(claim);
  }
}
