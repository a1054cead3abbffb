package org.dockermcp.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.VolumeOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.ArchiveRequest;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerSpec.Resources;
import org.dockermcp.engine.ContainerSpec.Seccomp;
import org.dockermcp.engine.ContainerSpec.Security;
import org.dockermcp.engine.ContainerSpec.Tmpfs;
import org.dockermcp.engine.ContainerSpec.VolumeMount;
import org.dockermcp.engine.ContainerUsage;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ListRequest;

/** The operations on containers that camel-docker lacks, or cannot say all of. */
final class DockerContainers {
  private static final Duration REMOVAL = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String NO_NEW_PRIVILEGES = "no-new-privileges";
  private static final int OOM_SCORE = 500;

  private final Engine engine;

  DockerContainers(Engine engine) {
    this.engine = engine;
  }

  /** Creates a container; its id. camel-docker has no labels and no health check. */
  String create(ContainerSpec spec) {
    CreateContainerCmd command =
        engine
            .control()
            .createContainerCmd(spec.image())
            .withName(spec.name())
            .withEnv(spec.environment())
            .withWorkingDir(spec.workingDir())
            .withLabels(spec.labels())
            .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
            .withHostConfig(hostConfig(spec));
    if (!spec.user().isEmpty()) {
      command.withUser(spec.user());
    }
    if (!spec.entrypoint().isEmpty()) {
      command.withEntrypoint(spec.entrypoint());
    }
    return command.exec().getId();
  }

  /** All that a spec says, and that holds for every container, in Docker's terms. */
  static HostConfig hostConfig(ContainerSpec spec) {
    Resources resources = spec.resources();
    Security security = spec.security();
    HostConfig config =
        HostConfig.newHostConfig()
            .withMemory(resources.limits().memoryBytes())
            .withMemorySwap(resources.limits().memoryBytes())
            .withNanoCPUs(Math.round(resources.limits().cpus() * 1e9))
            .withPidsLimit(resources.limits().pids())
            .withCapDrop(Capability.ALL)
            .withCapAdd(
                security.capabilities().stream()
                    .sorted()
                    .map(Capability::valueOf)
                    .toArray(Capability[]::new))
            .withSecurityOpts(
                security.seccomp() == Seccomp.OWN
                    ? List.of(NO_NEW_PRIVILEGES, SeccompProfile.option())
                    : List.of(NO_NEW_PRIVILEGES))
            .withRuntime(security.runtime().orElse(null))
            .withReadonlyRootfs(security.readOnly())
            .withUlimits(
                List.of(
                    new Ulimit("nofile", resources.openFiles(), resources.openFiles()),
                    new Ulimit("core", 0L, 0L),
                    new Ulimit("fsize", resources.fileBytes(), resources.fileBytes())))
            .withShmSize(resources.shmBytes())
            .withIpcMode("private")
            .withCgroupnsMode("private")
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
            .withOomScoreAdj(OOM_SCORE)
            .withRestartPolicy(RestartPolicy.noRestart())
            .withNetworkMode(spec.network())
            .withInit(spec.init())
            .withMounts(spec.volumes().stream().map(DockerContainers::mount).toList())
            .withTmpFs(tmpfs(spec.tmpfs()));
    resources
        .diskBytes()
        .ifPresent(bytes -> config.withStorageOpt(Map.of("size", Long.toString(bytes))));
    return config;
  }

  private static Mount mount(VolumeMount volume) {
    Mount mount =
        new Mount()
            .withType(MountType.VOLUME)
            .withTarget(volume.target())
            .withVolumeOptions(new VolumeOptions().withLabels(volume.labels()));
    return volume.volume().map(mount::withSource).orElse(mount);
  }

  private static Map<String, String> tmpfs(Map<String, Tmpfs> all) {
    Map<String, String> options = new HashMap<>();
    all.forEach((path, tmpfs) -> options.put(path, options(tmpfs)));
    return options;
  }

  /** {@code exec}, which Docker's own are not, since builds run what they put there. */
  private static String options(Tmpfs tmpfs) {
    int colon = tmpfs.owner().indexOf(':');
    String owner =
        colon < 0
            ? ""
            : ",uid=%s,gid=%s"
                .formatted(tmpfs.owner().substring(0, colon), tmpfs.owner().substring(colon + 1));
    return "rw,exec,nosuid,nodev,mode=%s%s,size=%d".formatted(tmpfs.mode(), owner, tmpfs.bytes());
  }

  /** Containers, running or not. camel-docker has no filter by labels. */
  List<Container> list(ListRequest request) {
    var command = engine.control().listContainersCmd().withShowAll(true);
    List<String> labels = DockerVolumes.filters(request);
    if (!labels.isEmpty()) {
      command.withLabelFilter(labels);
    }
    request.name().ifPresent(name -> command.withNameFilter(List.of(name)));
    return command.exec();
  }

  /** What a container has on the disk; the engine walks its files for that. */
  ContainerUsage usage(String id) {
    return DockerTranslation.usage(engine.control().inspectContainerCmd(id).withSize(true).exec());
  }

  /**
   * Waits until a container is gone whose removal has begun; its id.
   *
   * @throws EngineFault.Conflict when it is there a minute later
   */
  String awaitRemoval(String id) throws InterruptedException {
    long end = System.nanoTime() + REMOVAL.toNanos();
    try {
      while (System.nanoTime() < end) {
        engine.control().inspectContainerCmd(id).exec();
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    } catch (NotFoundException e) {
      return id;
    }
    throw new EngineFault.Conflict("its removal takes more than a minute");
  }

  /** Unpacks a tar archive into a container. */
  String unpack(ArchiveRequest request) {
    engine
        .control()
        .copyArchiveToContainerCmd(request.containerId())
        .withRemotePath(request.folder())
        .withTarInputStream(request.tar())
        .exec();
    return request.containerId();
  }
}
