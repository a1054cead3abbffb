package org.dockermcp.tools;

import java.util.List;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineInfo;
import org.dockermcp.engine.EngineVersion;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.capacity.DiskFloor;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolCall;

/** Reports how the engine is; the steps of {@code check_engine}. */
public final class EngineCheck {
  private final Ownership ownership;
  private final Limits limits;
  private final DiskFloor floor;

  public EngineCheck(Ownership ownership, Settings settings, DiskFloor floor) {
    this.floor = floor;
    this.ownership = ownership;
    this.limits = Limits.of(settings);
  }

  /** The containers that this installation manages, to be listed. */
  public ListRequest managed() {
    return ListRequest.labelled(ownership.filter());
  }

  /** The report of an engine that answers; of the containers, the caller's are counted. */
  public EngineReport report(
      ToolCall call, EngineInfo info, EngineVersion version, List<ContainerSummary> containers) {
    long managed =
        containers.stream()
            .filter(container -> ownership.isOf(call.principal(), container.labels()))
            .count();
    return new EngineReport(
        true,
        null,
        null,
        version.version(),
        version.apiVersion(),
        version.os(),
        version.arch(),
        version.kernel(),
        info.cpus(),
        info.memoryBytes(),
        info.storageDriver(),
        info.cgroupVersion(),
        info.runtimes(),
        info.securityOptions(),
        info.address(),
        info.provider(),
        limits,
        (int) managed,
        floor.room().map(EngineDisk.Room::free).orElse(null),
        floor.room().map(floor::bytes).orElse(null));
  }

  /** The report of an engine that does not. */
  public EngineReport down(Throwable fault) {
    return EngineReport.down(
        PlainText.clause(String.valueOf(fault.getMessage())),
        "start Docker, or name another engine with DOCKER_HOST");
  }
}
