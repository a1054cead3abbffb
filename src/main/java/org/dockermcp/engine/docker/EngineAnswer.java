package org.dockermcp.engine.docker;

import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dockermcp.engine.EngineFeatures;
import org.dockermcp.engine.EngineFeatures.DiskQuota;
import org.dockermcp.engine.EngineInfo;

/** What Docker tells of itself as a record of any engine. */
final class EngineAnswer {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final List<String> ON_XFS = List.of("Backing Filesystem", "xfs");

  private EngineAnswer() {}

  static EngineInfo info(Info info, Engine engine) {
    String driver = Objects.requireNonNullElse(info.getDriver(), "");
    return new EngineInfo(
        engine.endpoint().toString(),
        engine.provider(),
        Objects.requireNonNullElse(info.getNCPU(), 0),
        Objects.requireNonNullElse(info.getMemTotal(), 0L),
        driver,
        String.valueOf(info.getRawValues().getOrDefault("CgroupVersion", "1")),
        info.getRuntimes() == null
            ? List.of()
            : info.getRuntimes().keySet().stream().sorted().toList(),
        List.copyOf(Objects.requireNonNullElse(info.getSecurityOptions(), List.<String>of())),
        localFolder(info, engine),
        new EngineFeatures(true, diskQuota(driver, info), true, true));
  }

  /** Whether overlay2 on XFS has project quotas on, only a create shows. */
  private static DiskQuota diskQuota(String driver, Info info) {
    return switch (driver) {
      case "btrfs" -> DiskQuota.LAYER_AND_IMAGE;
      case "zfs" -> DiskQuota.LAYER;
      case "overlay2" -> isOnXfs(info) ? DiskQuota.LAYER : DiskQuota.NONE;
      default -> DiskQuota.NONE;
    };
  }

  private static boolean isOnXfs(Info info) {
    List<List<String>> status = info.getDriverStatuses();
    return status != null && status.contains(ON_XFS);
  }

  /**
   * A folder of that name may be here and yet not be the engine's, which may run in a machine of
   * its own.
   */
  private static Optional<Path> localFolder(Info info, Engine engine) {
    String host = Objects.requireNonNullElse(info.getName(), "");
    String folder = Objects.requireNonNullElse(info.getDockerRootDir(), "");
    if (!"unix".equals(engine.endpoint().getScheme()) || !hostName().equals(host)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(folder)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
