package org.dockermcp.sandbox.capacity;

import java.util.OptionalLong;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the engine itself bound what a container writes, where its storage can: beside the watch,
 * which counts volumes too.
 *
 * <p>overlay2 on XFS says only when a container is created whether its project quotas are on, so an
 * engine that refuses is remembered until this server ends. Safe for use by many threads.
 */
public final class DiskQuota {
  private static final Logger LOG = LoggerFactory.getLogger(DiskQuota.class);

  private final EngineDisk disk;
  private final long limit;
  private volatile boolean refused;

  public DiskQuota(Settings settings, EngineDisk disk) {
    this.disk = disk;
    limit = settings.diskLimit();
  }

  /** The same container with a limit, where the engine may know one. */
  public ContainerSpec with(ContainerSpec spec) {
    return refused || !disk.mayBound()
        ? spec
        : spec.withDiskBytes(OptionalLong.of(disk.bound(spec.image(), limit)));
  }

  /** The same container without, now that the engine has refused it for that. */
  public ContainerSpec without(ContainerSpec spec, EngineFault.QuotaUnsupported fault) {
    LOG.info("the engine cannot limit a container's disk: {}", fault.getMessage());
    refused = true;
    return spec.withDiskBytes(OptionalLong.empty());
  }
}
