package org.dockermcp.tools;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import java.util.List;
import java.util.Objects;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineDisk;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.capacity.DiskFloor;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;

/** Tells how the engine is; the steps of {@code check_engine}. */
public final class EngineCheck {
  private final Engine engine;
  private final Ownership ownership;
  private final Limits limits;
  private final DiskFloor floor;

  public EngineCheck(Engine engine, Ownership ownership, Settings settings, DiskFloor floor) {
    this.floor = floor;
    this.ownership = ownership;
    this.engine = engine;
    this.limits = Limits.of(settings);
  }

  /** Fails within two seconds when the engine gives no sign of life. */
  public void ping() {
    engine.ping();
  }

  /** The report of an engine that answers. */
  public EngineReport report(Info info, Version version, List<Container> containers) {
    long managed =
        containers.stream().filter(container -> ownership.isOurs(container.getLabels())).count();
    return new EngineReport(
        true,
        null,
        null,
        version.getVersion(),
        version.getApiVersion(),
        version.getOperatingSystem(),
        version.getArch(),
        version.getKernelVersion(),
        info.getNCPU(),
        info.getMemTotal(),
        info.getDriver(),
        String.valueOf(info.getRawValues().getOrDefault("CgroupVersion", "1")),
        info.getRuntimes() == null
            ? List.of()
            : info.getRuntimes().keySet().stream().sorted().toList(),
        Objects.requireNonNullElse(info.getSecurityOptions(), List.of()),
        engine.endpoint().toString(),
        engine.provider(),
        limits,
        (int) managed,
        floor.room().map(EngineDisk.Room::free).orElse(null),
        floor.room().map(floor::bytes).orElse(null));
  }

  /** The report of an engine that does not. */
  public EngineReport down(Throwable fault) {
    return EngineReport.down(
        PlainText.clause(EngineFaults.words(fault)),
        "start Docker, or name another engine with DOCKER_HOST");
  }
}
