package org.dockermcp.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ResourceLimits;
import org.dockermcp.settings.Settings;

/**
 * What a sandbox may do: its resources, rights, first process, user and environment, decided in
 * this one place from the operator's settings.
 *
 * <p>Nothing here comes from a caller but limits already tightened and the wish for a network.
 */
public final class SandboxProfile {
  private static final long MIB = 1L << 20;
  private static final long SHM_BYTES = 64 * MIB;
  private static final long LARGEST_FILE = 2048 * MIB;
  private static final long OPEN_FILES = 4096;

  /** The user of strict sandboxes, which no image needs to know. */
  private static final String STRICT_USER = "1000:1000";

  private static final String HOME = "/home/sandbox";
  private static final String FREE_FOR_ALL = "1777";
  private static final String OF_THE_USER = "755";
  private static final String ROOT = "";

  /**
   * What apt, pip, npm, gcc and PostgreSQL's installer need and no more; measured with Debian 12 by
   * dropping all and adding one by one.
   */
  private static final Set<String> KEPT =
      Set.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETUID", "SETGID", "KILL");

  /**
   * PID 1: keeps the sandbox up, reaps what it inherits, ends at once on TERM, and says nothing, so
   * that a program writing to its streams does not fill the engine's log.
   */
  private static final String KEEP_ALIVE =
      "exec >/dev/null 2>&1 </dev/null; trap 'exit 0' TERM INT; while :; do sleep 86400 & wait $!;"
          + " done";

  /** What a sandbox is kept up by, as a list of processes shows it. */
  public static final List<String> KEEPERS = List.of("/bin/sh -c " + KEEP_ALIVE, "sleep 86400");

  /**
   * The program that ends a dead server's commands, see {@code DeadManSwitches}; its text is in a
   * variable, so that a list of processes shows it short and always the same.
   */
  public static final List<String> DEAD_MAN_SWITCH =
      List.of("/bin/sh", "-c", "eval \"$DOCKER_MCP_LIFELINE\"");

  /** The environment variable that holds {@link #DEAD_MAN_SWITCH}'s text. */
  public static final String DEAD_MAN_SWITCH_PROGRAM = "DOCKER_MCP_LIFELINE";

  /** Tells PID 1 and its children from what commands leave behind; commands carry their own. */
  public static final String KEEP_ALIVE_MARK = "DOCKER_MCP_MARK=keep";

  private final boolean strict;
  private final Optional<String> runtime;
  private final Optional<Path> caBundle;
  private final ContainerSpec.Seccomp seccomp;

  public SandboxProfile(Settings settings) {
    strict = settings.profile() == Settings.Profile.STRICT;
    runtime = settings.runtime();
    caBundle = settings.caBundle();
    seccomp =
        settings.seccomp() == Settings.Seccomp.OWN
            ? ContainerSpec.Seccomp.OWN
            : ContainerSpec.Seccomp.ENGINE;
  }

  /** Whether sandboxes are without root, network and a writable system. */
  public boolean isStrict() {
    return strict;
  }

  /** What tells sandboxes of this profile from those that were made under another. */
  public String fingerprint() {
    return "%s %s %s".formatted(strict, runtime.orElse(""), seccomp);
  }

  /** The command of a sandbox whose image has a shell. */
  public List<String> keepAlive() {
    return List.of("/bin/sh", "-c", KEEP_ALIVE);
  }

  /** {@code uid:gid}; empty: the image's own. */
  public String user() {
    return strict ? STRICT_USER : "";
  }

  /** The environment of a sandbox, {@code NAME=value} each; a caller's is its commands' alone. */
  public List<String> environment() {
    return strict ? List.of(KEEP_ALIVE_MARK, "HOME=" + HOME) : List.of(KEEP_ALIVE_MARK);
  }

  /**
   * The certificate authorities to put into sandboxes; empty: none. A read-only system takes none,
   * and without a network nothing asks for them.
   */
  public Optional<Path> caBundle() {
    return strict ? Optional.empty() : caBundle;
  }

  /** Whether a sandbox that was to have a network gets one. */
  public boolean networked(boolean wanted) {
    return wanted && !strict;
  }

  /** What a sandbox with these limits may use; its disk is not limited by this. */
  public ContainerSpec.Resources resources(Limits limits) {
    return new ContainerSpec.Resources(
        new ResourceLimits(limits.memoryBytes(), limits.cpus(), limits.pidsLimit()),
        shm(limits),
        OPEN_FILES,
        LARGEST_FILE,
        OptionalLong.empty());
  }

  /** What a sandbox may do. */
  public ContainerSpec.Security security() {
    return new ContainerSpec.Security(strict ? Set.of() : KEPT, seccomp, strict, runtime);
  }

  /** What a sandbox with these limits has in memory, by path. */
  public Map<String, ContainerSpec.Tmpfs> tmpfs(Limits limits) {
    return strict ? strictTmpfs(limits) : Map.of("/tmp", tmpfs(limits, 7, FREE_FOR_ALL, ROOT));
  }

  /** 64 MiB where the memory limit is 512 MiB or more. */
  private static long shm(Limits limits) {
    return Math.min(SHM_BYTES, limits.memoryBytes() / 8);
  }

  /** All that can be written beside the workspace. */
  private static Map<String, ContainerSpec.Tmpfs> strictTmpfs(Limits limits) {
    return Map.of(
        "/tmp",
        tmpfs(limits, 3, FREE_FOR_ALL, ROOT),
        HOME,
        tmpfs(limits, 2, OF_THE_USER, STRICT_USER),
        "/var/tmp",
        tmpfs(limits, 1, FREE_FOR_ALL, ROOT),
        "/run",
        tmpfs(limits, 1, OF_THE_USER, STRICT_USER));
  }

  /**
   * Of all together 7 shares, which leaves half of the memory limit beside the largest {@link
   * #shm}: full ones would kill the next command.
   *
   * @param shares twentieths of the memory limit
   */
  private static ContainerSpec.Tmpfs tmpfs(Limits limits, int shares, String mode, String owner) {
    return new ContainerSpec.Tmpfs(limits.memoryBytes() * shares / 20, mode, owner);
  }
}
