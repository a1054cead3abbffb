package org.dockermcp.sandbox.capacity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.ListRequest;
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
 * share of the engine's. Safe for use by many threads.
 *
 * <p>What is being created or started is claimed until the engine lists it as running. The engine
 * is asked without a lock, so that calls at the same time do not wait for each other: a claim that
 * was released after a list was asked for still counts beside that list. A claim is known to this
 * server alone: two servers of one installation that create in the same moment may exceed the share
 * by what they create.
 */
public final class MemoryShare {
  private final double share;
  private final Ownership ownership;
  private final LongSupplier engineBytes;
  private final Containers containers;

  /** Claims that are held. */
  private final List<Claim> held = new ArrayList<>();

  /** Claims that were released while the engine was asked, with the moment. */
  private final Map<Claim, Long> released = new LinkedHashMap<>();

  /** The moments since which the engine is asked. */
  private final List<Long> asking = new ArrayList<>();

  private long moment;

  /**
   * @param engineBytes the engine's memory; 0: not known
   */
  public MemoryShare(
      Settings settings, Ownership ownership, LongSupplier engineBytes, Containers containers) {
    share = settings.memoryShare();
    this.ownership = ownership;
    this.engineBytes = engineBytes;
    this.containers = containers;
  }

  /** Memory of a sandbox that is to run; each is another, whatever it says. */
  private static final class Claim {
    private final String tried;
    private final String containerName;
    private final long bytes;

    Claim(String tried, String containerName, long bytes) {
      this.tried = tried;
      this.containerName = containerName;
      this.bytes = bytes;
    }
  }

  /**
   * Claims the memory of a container that is to be created.
   *
   * @return releases it, once the engine lists the container as running, or there is none
   * @throws ToolFailure {@code BUSY} when there is not enough
   */
  public AutoCloseable claim(ContainerSpec spec) {
    return claim(
        new Claim(
            "create container '" + Sandbox.nameOf(spec) + "'",
            spec.name(),
            spec.resources().limits().memoryBytes()));
  }

  /**
   * Claims the memory of a sandbox that is to be started again.
   *
   * @return releases it
   * @throws ToolFailure {@code BUSY} when there is not enough
   */
  public AutoCloseable claim(Sandbox stopped) {
    return claim(
        new Claim(
            "start container '" + stopped.name() + "'",
            stopped.containerName(),
            stopped.limits().memoryBytes()));
  }

  private AutoCloseable claim(Claim claim) {
    long total = engineBytes.getAsLong();
    if (total == 0) {
      return () -> {};
    }
    long since = beginAsking();
    try {
      hold(claim, containers.list(ListRequest.labelled(ownership.filter())), since, total);
      return () -> release(claim);
    } finally {
      endAsking(since);
    }
  }

  private synchronized long beginAsking() {
    asking.add(++moment);
    return moment;
  }

  private synchronized void endAsking(long since) {
    asking.remove(since);
    long oldest = asking.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    released.values().removeIf(at -> at < oldest);
  }

  private synchronized void release(Claim claim) {
    if (held.remove(claim) && !asking.isEmpty()) {
      released.put(claim, ++moment);
    }
  }

  private synchronized void hold(
      Claim claim, List<ContainerSummary> listed, long since, long total) {
    long most = (long) (total * share);
    long used = used(claim, listed, since);
    if (claim.bytes > most - used) {
      throw ToolFailure.of(
          ErrorCode.BUSY,
          claim.tried,
          "the running containers may use %s of the engine's %s of memory in total, and with its %s they would use %s"
              .formatted(
                  ByteCount.text(most),
                  ByteCount.text(total),
                  ByteCount.text(claim.bytes),
                  ByteCount.text(used + claim.bytes)),
          "remove some (idle ones count too while they run), or ask for less memory_bytes");
    }
    held.add(claim);
  }

  /** What all others have, by their names: one may be claimed twice, and be listed too. */
  private long used(Claim claim, List<ContainerSummary> listed, long since) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    listed.stream()
        .filter(container -> ownership.isOurs(container.labels()))
        .filter(container -> container.status().holdsMemory())
        .forEach(container -> bytes.put(container.name(), limit(container)));
    held.forEach(other -> bytes.put(other.containerName, other.bytes));
    released.forEach(
        (other, at) -> {
          if (at > since) {
            bytes.put(other.containerName, other.bytes);
          }
        });
    bytes.remove(claim.containerName);
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long limit(ContainerSummary container) {
    return Limits.ofLabel(container.labels().get(Labels.LIMITS))
        .map(Limits::memoryBytes)
        .orElse(0L);
  }
}
