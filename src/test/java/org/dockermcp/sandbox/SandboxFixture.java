package org.dockermcp.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.ResourceLimits;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.tool.Principal;

/** Sandboxes as the engine would tell them. */
public final class SandboxFixture {
  /** The operator's usual limits. */
  public static final Limits LIMITS = new Limits(1L << 30, 1.0, 512);

  /** A principal that is not the local one. */
  public static final Principal OTHER = new Principal("other");

  /** When every container of the fixture was made. */
  public static final Instant MADE = Instant.ofEpochSecond(1_700_000_000L);

  private SandboxFixture() {}

  /** Leases of a server that no other knows. */
  public static Leases leases() {
    return new Leases(new ServerRegistry(Path.of("nowhere")), Duration.ZERO);
  }

  /** A running sandbox of this name. */
  public static Sandbox running(String name) {
    return sandbox(name, name, Principal.LOCAL, Optional.empty(), Optional.empty());
  }

  /** A running sandbox of a session of the local principal. */
  public static Sandbox running(String id, String name, String session, Instant startedAt) {
    return sandbox(
        id, name, Principal.LOCAL, Optional.of(session(session)), Optional.of(startedAt));
  }

  /** A running sandbox. */
  public static Sandbox sandbox(
      String id,
      String name,
      Principal principal,
      Optional<SessionId> session,
      Optional<Instant> startedAt) {
    return new Sandbox(
        id(id),
        principal,
        name,
        "busybox:1",
        "sha256:1",
        ContainerStatus.RUNNING,
        SandboxRecovery.NONE,
        startedAt,
        session,
        false,
        LIMITS,
        "",
        SandboxEnvironment.NONE,
        Map.of());
  }

  /** A session of the local principal. */
  public static SessionId session(String name) {
    return new SessionId(Principal.LOCAL, name);
  }

  /** A container as a list tells it. */
  public static ContainerSummary listed(
      String name, ContainerStatus status, Map<String, String> labels) {
    return new ContainerSummary(
        id(name), name, "busybox:1", status, "Up 2 minutes", MADE, labels, Set.of("none"));
  }

  /** A container as an inspect tells it. */
  public static ContainerState inspected(
      String name, ContainerStatus status, Map<String, String> labels) {
    return new ContainerState(
        id(name),
        name,
        "sha256:1",
        status,
        Optional.empty(),
        Optional.empty(),
        labels,
        new ResourceLimits(LIMITS.memoryBytes(), LIMITS.cpus(), LIMITS.pidsLimit()),
        List.of(new ContainerState.Mount("volume-of-" + name, Sandbox.WORKSPACE)),
        Map.of());
  }

  /** An id that goes with a name: 64 hex digits, different in the first 12. */
  public static String id(String name) {
    return "%016x".formatted(name.hashCode() & 0xffffffffL).substring(4) + "0".repeat(52);
  }
}
