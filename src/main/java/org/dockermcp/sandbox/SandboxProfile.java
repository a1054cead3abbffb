package org.dockermcp.sandbox;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.docker.SeccompProfile;
import org.dockermcp.settings.Settings;

/**
 * What a sandbox may do: its host configuration, first process, user and environment, decided in
 * this one place from the operator's settings.
 *
 * <p>Nothing here comes from a caller but limits already tightened and the wish for a network.
 */
public final class SandboxProfile {
  /** What a sandbox without a network is in, and must leave before it can join another. */
  public static final String NO_NETWORK = "none";

  private static final long MIB = 1L << 20;
  private static final long SHM_BYTES = 64 * MIB;
  private static final long LARGEST_FILE = 2048 * MIB;
  private static final long OPEN_FILES = 4096;

  /** The user of strict sandboxes, which no image needs to know. */
  private static final String STRICT_USER = "1000:1000";

  private static final String HOME = "/home/sandbox";
  private static final String FREE_FOR_ALL = "mode=1777";
  private static final String OF_THE_USER = "mode=755,uid=1000,gid=1000";
  private static final String NO_NEW_PRIVILEGES = "no-new-privileges";

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
  public static final List<String> KEEPERS = List.of("/bin/sh -c " + KEEP_ALIVE, "sleep 86400");

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

  private final boolean strict;
  private final Optional<String> runtime;
  private final Optional<Path> caBundle;
  private final List<String> securityOptions;

  public SandboxProfile(Settings settings) {
    strict = settings.profile() == Settings.Profile.STRICT;
    runtime = settings.runtime();
    caBundle = settings.caBundle();
    securityOptions =
        settings.seccomp() == Settings.Seccomp.OWN
            ? List.of(NO_NEW_PRIVILEGES, SeccompProfile.option())
            : List.of(NO_NEW_PRIVILEGES);
  }

  /** Whether sandboxes are without root, network and a writable system. */
  public boolean isStrict() {
    return strict;
  }

  /** What tells sandboxes of this profile from those that were made under another. */
  public String likeness() {
    return "%s %s %d".formatted(strict, runtime.orElse(""), securityOptions.size());
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

  /**
   * The configuration.
   *
   * @param limits of the sandbox
   * @param network that it joins, or {@link #NO_NETWORK}
   * @param volume of its session; empty: a volume of its own that goes with it
   * @param labels of a volume that the engine makes for it
   * @param init whether the engine supplies PID 1, for an image without a shell
   */
  public HostConfig hostConfig(
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
        .withCapAdd(strict ? new Capability[0] : KEPT)
        .withSecurityOpts(securityOptions)
        .withRuntime(runtime.orElse(null))
        .withReadonlyRootfs(strict)
        .withUlimits(
            List.of(
                new Ulimit("nofile", OPEN_FILES, OPEN_FILES),
                new Ulimit("core", 0L, 0L),
                new Ulimit("fsize", LARGEST_FILE, LARGEST_FILE)))
        .withShmSize(shm(limits))
        .withIpcMode("private")
        .withCgroupnsMode("private")
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
        .withOomScoreAdj(500)
        .withRestartPolicy(RestartPolicy.noRestart())
        .withNetworkMode(strict ? NO_NETWORK : network)
        .withInit(init)
        .withMounts(List.of(workspace(volume, labels)))
        .withTmpFs(strict ? strictTmpFs(limits) : Map.of("/tmp", tmpFs(limits, 7, FREE_FOR_ALL)));
  }

  private static Mount workspace(Optional<String> volume, Map<String, String> labels) {
    Mount mount =
        new Mount()
            .withType(MountType.VOLUME)
            .withTarget(Sandbox.WORKSPACE)
            .withVolumeOptions(new VolumeOptions().withLabels(labels));
    return volume.map(mount::withSource).orElse(mount);
  }

  /** 64 MiB where the memory limit is 512 MiB or more. */
  private static long shm(Limits limits) {
    return Math.min(SHM_BYTES, limits.memoryBytes() / 8);
  }

  /** All that can be written beside the workspace. */
  private static Map<String, String> strictTmpFs(Limits limits) {
    return Map.of(
        "/tmp",
        tmpFs(limits, 3, FREE_FOR_ALL),
        HOME,
        tmpFs(limits, 2, OF_THE_USER),
        "/var/tmp",
        tmpFs(limits, 1, FREE_FOR_ALL),
        "/run",
        tmpFs(limits, 1, OF_THE_USER));
  }

  /**
   * Of all together 7 shares, which leaves half of the memory limit beside the largest {@link
   * #shm}: full ones would kill the next command. {@code exec}, which Docker's own are not, since
   * builds run what they put there.
   *
   * @param shares twentieths of the memory limit
   */
  private static String tmpFs(Limits limits, int shares, String mode) {
    return "rw,exec,nosuid,nodev,%s,size=%d".formatted(mode, limits.memoryBytes() * shares / 20);
  }
}
