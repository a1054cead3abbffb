package org.dockermcp.it.support;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ulimit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.SoftAssertions;

/** The list that an inspect of every sandbox is held against, in either profile. */
public final class SandboxInspection {
  private static final Capability[] KEPT = {
    Capability.CHOWN,
    Capability.DAC_OVERRIDE,
    Capability.FOWNER,
    Capability.FSETID,
    Capability.SETUID,
    Capability.SETGID,
    Capability.KILL
  };

  private SandboxInspection() {}

  /** Where a container differs from what its profile promises; empty: nowhere. */
  public static List<String> faults(InspectContainerResponse inspected) {
    SoftAssertions all = new SoftAssertions();
    HostConfig host = inspected.getHostConfig();
    boolean strict = Boolean.TRUE.equals(host.getReadonlyRootfs());
    privileges(all, host, strict);
    namespaces(all, host, strict);
    untold(all, inspected);
    limits(all, host);
    files(all, host, strict);
    config(all, inspected.getConfig(), strict);
    all.assertThat(inspected.getNetworkSettings().getPorts().getBindings().values())
        .as("ports")
        .allMatch(Objects::isNull);
    String owner = String.valueOf(inspected.getConfig().getLabels().get("mcp-owner"));
    all.assertThat(inspected.getNetworkSettings().getNetworks().keySet())
        .as("networks")
        .allMatch(
            name ->
                name.equals("none")
                    || name.equals("docker-mcp-" + owner)
                    || name.startsWith("docker-mcp-install-"));
    return all.errorsCollected().stream().map(Throwable::getMessage).toList();
  }

  private static void privileges(SoftAssertions all, HostConfig host, boolean strict) {
    all.assertThat(host.getPrivileged()).as("privileged").isFalse();
    all.assertThat(host.getCapDrop()).as("CapDrop").containsExactly(Capability.ALL);
    all.assertThat(list(host.getCapAdd()))
        .as("CapAdd")
        .containsExactlyInAnyOrder(strict ? new Capability[0] : KEPT);
    all.assertThat(host.getSecurityOpts())
        .as("SecurityOpt")
        .startsWith("no-new-privileges")
        .hasSizeBetween(1, 2)
        .allMatch(option -> option.equals("no-new-privileges") || option.startsWith("seccomp={\""));
    all.assertThat(list(host.getDevices())).as("Devices").isEmpty();
    all.assertThat(host.getDeviceRequests()).as("DeviceRequests").isNullOrEmpty();
    all.assertThat(host.getDeviceCgroupRules()).as("DeviceCgroupRules").isNullOrEmpty();
    all.assertThat(host.getGroupAdd()).as("GroupAdd").isNullOrEmpty();
    all.assertThat(host.getSysctls()).as("Sysctls").isNullOrEmpty();
  }

  private static void namespaces(SoftAssertions all, HostConfig host, boolean strict) {
    AbstractStringAssert<?> network =
        all.assertThat(host.getNetworkMode()).as("NetworkMode").isNotNull();
    if (strict) {
      network.isEqualTo("none");
    } else {
      // By its id, for whoever may make networks may call one as ours is called.
      network.matches("none|[0-9a-f]{64}");
    }
    all.assertThat(host.getIpcMode()).as("IpcMode").isEqualTo("private");
    all.assertThat(host.getCgroupnsMode()).as("CgroupnsMode").isEqualTo("private");
    all.assertThat(host.getPidMode()).as("PidMode").isNullOrEmpty();
    all.assertThat(host.getUsernsMode()).as("UsernsMode").isNullOrEmpty();
    all.assertThat(host.getCgroupParent()).as("CgroupParent").isNullOrEmpty();
    all.assertThat(host.getPublishAllPorts()).as("PublishAllPorts").isFalse();
    Ports ports = host.getPortBindings();
    all.assertThat(ports == null ? Map.of() : ports.getBindings()).as("PortBindings").isEmpty();
    all.assertThat(host.getExtraHosts()).as("ExtraHosts").isNullOrEmpty();
  }

  private static void limits(SoftAssertions all, HostConfig host) {
    all.assertThat(host.getMemory()).as("Memory").isPositive();
    all.assertThat(host.getMemorySwap()).as("MemorySwap").isEqualTo(host.getMemory());
    all.assertThat(host.getNanoCPUs()).as("NanoCpus").isPositive();
    all.assertThat(host.getPidsLimit()).as("PidsLimit").isPositive();
    all.assertThat(list(host.getUlimits()))
        .as("Ulimits")
        .containsExactlyInAnyOrder(
            new Ulimit("nofile", 4096L, 4096L),
            new Ulimit("core", 0L, 0L),
            new Ulimit("fsize", 2L << 30, 2L << 30));
    all.assertThat(host.getOomScoreAdj()).as("OomScoreAdj").isEqualTo(500);
    all.assertThat(host.getOomKillDisable()).as("OomKillDisable").isNotEqualTo(true);
    all.assertThat(host.getRestartPolicy().getName()).as("RestartPolicy").isIn("", "no");
    all.assertThat(host.getLogConfig().getType().getType()).as("LogConfig").isEqualTo("none");
  }

  private static void files(SoftAssertions all, HostConfig host, boolean strict) {
    all.assertThat(list(host.getBinds())).as("Binds").isEmpty();
    all.assertThat(list(host.getVolumesFrom())).as("VolumesFrom").isEmpty();
    List<Mount> mounts = Objects.requireNonNullElse(host.getMounts(), List.of());
    all.assertThat(mounts).as("Mounts").hasSize(1);
    mounts.forEach(
        mount -> {
          all.assertThat(mount.getType()).isEqualTo(MountType.VOLUME);
          all.assertThat(mount.getTarget()).isEqualTo("/workspace");
          all.assertThat(mount.getVolumeOptions().getDriverConfig()).isNull();
        });
    Map<String, String> tmpfs = Objects.requireNonNullElse(host.getTmpFs(), Map.of());
    all.assertThat(tmpfs)
        .as("Tmpfs")
        .containsOnlyKeys(
            strict ? List.of("/tmp", "/run", "/var/tmp", "/home/sandbox") : List.of("/tmp"));
    all.assertThat(tmpfs.values())
        .as("Tmpfs")
        .allMatch(options -> options.startsWith("rw,exec,nosuid,nodev,"));
    long inMemory =
        tmpfs.values().stream()
            .mapToLong(options -> Long.parseLong(options.replaceFirst(".*size=", "")))
            .sum();
    all.assertThat(host.getShmSize()).as("ShmSize").isBetween(1L, 64L << 20);
    all.assertThat(inMemory + host.getShmSize())
        .as("Tmpfs and ShmSize")
        .isLessThan(host.getMemory() / 2);
  }

  private static void config(SoftAssertions all, ContainerConfig config, boolean strict) {
    if (strict) {
      all.assertThat(config.getUser()).as("User").isEqualTo("1000:1000");
    }
    HealthCheck health = config.getHealthcheck();
    all.assertThat(health == null ? List.of() : health.getTest())
        .as("Healthcheck")
        .isEqualTo(List.of("NONE"));
    all.assertThat(config.getTty()).as("Tty").isNotEqualTo(true);
    all.assertThat(config.getLabels()).as("Labels").containsEntry("mcp-managed", "true");
  }

  /** What docker-java has no method for. */
  private static void untold(SoftAssertions all, InspectContainerResponse inspected) {
    Map<?, ?> host = Objects.requireNonNull((Map<?, ?>) inspected.getRawValues().get("HostConfig"));
    all.assertThat(String.valueOf(host.get("UTSMode"))).as("UTSMode").isEmpty();
    all.assertThat(String.valueOf(host.get("MaskedPaths")))
        .as("MaskedPaths")
        .contains("/proc/kcore");
    all.assertThat(String.valueOf(host.get("ReadonlyPaths")))
        .as("ReadonlyPaths")
        .contains("/proc/sysrq-trigger");
  }

  private static <T> List<T> list(T[] values) {
    return values == null ? List.of() : Arrays.asList(values);
  }
}
