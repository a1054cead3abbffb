package org.dockermcp.sandbox;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host configuration of every sandbox, made in this one place.
 *
 * <p>Nothing here comes from a caller but limits already tightened and the choice of no network.
 */
public final class SandboxProfile {
  /** What a sandbox without a network is in, and must leave before it can join another. */
  static final String NO_NETWORK = "none";

  private static final long MIB = 1L << 20;
  private static final long SHM_BYTES = 64 * MIB;
  private static final long LARGEST_FILE = 2048 * MIB;
  private static final long OPEN_FILES = 4096;

  /**
   * What apt, pip, npm, gcc and PostgreSQL's installer need and no more; measured with Debian 12 by
   * dropping all and adding one by one.
   */
  private static final Capability[] KEPT = {
    Capability.CHOWN,
    Capability.DAC_OVERRIDE,
    Capability.FOWNER,
    Capability.FSETID,
    Capability.SETUID,
    Capability.SETGID,
    Capability.KILL
  };

  /**
   * PID 1: keeps the sandbox up, reaps what it inherits, ends at once on TERM, and says nothing, so
   * that a program writing to its streams does not fill the engine's log.
   */
  private static final String KEEP_ALIVE =
      "exec >/dev/null 2>&1 </dev/null; trap 'exit 0' TERM INT; while :; do sleep 86400 & wait $!; done";

  /** What a sandbox is kept up by, as a list of processes shows it. */
  static final List<String> KEEPERS = List.of("/bin/sh -c " + KEEP_ALIVE, "sleep 86400");

  /**
   * The program that ends a dead server's commands, see {@code Lifelines}; its text is in a
   * variable, so that a list of processes shows it short and always the same.
   */
  public static final List<String> LIFELINE =
      List.of("/bin/sh", "-c", "eval \"$DOCKER_MCP_LIFELINE\"");

  /** The environment variable that holds {@link #LIFELINE}'s text. */
  public static final String LIFELINE_PROGRAM = "DOCKER_MCP_LIFELINE";

  /** Tells PID 1 and its children from what commands leave behind; commands carry their own. */
  public static final String KEEP_ALIVE_MARK = "DOCKER_MCP_MARK=keep";

  private SandboxProfile() {}

  /** The command of a sandbox whose image has a shell. */
  static List<String> keepAlive() {
    return List.of("/bin/sh", "-c", KEEP_ALIVE);
  }

  /**
   * The configuration.
   *
   * @param limits of the sandbox
   * @param network that it joins, or {@link #NO_NETWORK}
   * @param volume of its session; empty: a volume of its own that goes with it
   * @param labels of a volume that the engine makes for it
   * @param init whether the engine supplies PID 1, for an image without a shell
   */
  static HostConfig hostConfig(
      Limits limits,
      String network,
      Optional<String> volume,
      Map<String, String> labels,
      boolean init) {
    return HostConfig.newHostConfig()
        .withMemory(limits.memoryBytes())
        .withMemorySwap(limits.memoryBytes())
        .withNanoCPUs(Math.round(limits.cpus() * 1e9))
        .withPidsLimit((long) limits.pidsLimit())
        .withCapDrop(Capability.ALL)
        .withCapAdd(KEPT)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withUlimits(
            List.of(
                new Ulimit("nofile", OPEN_FILES, OPEN_FILES),
                new Ulimit("core", 0L, 0L),
                new Ulimit("fsize", LARGEST_FILE, LARGEST_FILE)))
        .withShmSize(SHM_BYTES)
        .withIpcMode("private")
        .withCgroupnsMode("private")
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
        .withOomScoreAdj(500)
        .withRestartPolicy(RestartPolicy.noRestart())
        .withNetworkMode(network)
        .withInit(init)
        .withMounts(List.of(workspace(volume, labels)))
        .withTmpFs(Map.of("/tmp", tmp(limits)));
  }

  private static Mount workspace(Optional<String> volume, Map<String, String> labels) {
    Mount mount =
        new Mount()
            .withType(MountType.VOLUME)
            .withTarget(Sandbox.WORKSPACE)
            .withVolumeOptions(new VolumeOptions().withLabels(labels));
    return volume.map(mount::withSource).orElse(mount);
  }

  /**
   * Under half of the memory limit, or a full one would kill the next command; {@code exec}, which
   * Docker's own tmpfs is not, since builds run what they put there.
   */
  private static String tmp(Limits limits) {
    return "rw,exec,nosuid,nodev,mode=1777,size=" + limits.memoryBytes() * 2 / 5;
  }
}
