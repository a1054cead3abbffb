package org.dockermcp.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;

/** Sandboxes as the engine would tell them. */
public final class SandboxFixture {
  /** The operator's usual limits. */
  public static final Limits LIMITS = new Limits(1L << 30, 1.0, 512);

  private SandboxFixture() {}

  /** Leases of a server that no other knows. */
  public static Leases leases() {
    return new Leases(new ServerRegistry(Path.of("nowhere")), Duration.ZERO);
  }

  /** A running sandbox of this name. */
  public static Sandbox running(String name) {
    return new Sandbox(
        id(name),
        name,
        "busybox:1",
        "sha256:1",
        "running",
        SandboxRecovery.NONE,
        "",
        Optional.empty(),
        false,
        LIMITS,
        "",
        SandboxEnvironment.NONE,
        Map.of());
  }

  /** An id that goes with a name: 64 hex digits, different in the first 12. */
  public static String id(String name) {
    return "%016x".formatted(name.hashCode() & 0xffffffffL).substring(4) + "0".repeat(52);
  }
}
