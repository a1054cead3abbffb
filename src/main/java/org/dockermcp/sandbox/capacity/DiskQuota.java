package org.dockermcp.sandbox.capacity;

import com.github.dockerjava.api.model.HostConfig;
import java.util.Locale;
import java.util.Map;
import org.dockermcp.engine.ContainerRequest;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.sandbox.EngineFaults;
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

  /** The same container with a bound, where the engine may know one. */
  public ContainerRequest with(ContainerRequest request) {
    if (!refused && disk.mayBound()) {
      long size = disk.bound(request.image(), limit);
      request.hostConfig().withStorageOpt(Map.of("size", Long.toString(size)));
    }
    return request;
  }

  /**
   * The same container without, if that is what it failed for.
   *
   * @throws Throwable what it failed with, when that is not the reason
   */
  public ContainerRequest without(ContainerRequest request, Throwable fault) throws Throwable {
    HostConfig config = request.hostConfig();
    String words = EngineFaults.words(fault).toLowerCase(Locale.ROOT);
    boolean forThat = words.contains("storage-opt") || words.contains("quota");
    if (config.getStorageOpt() == null || !forThat) {
      throw fault;
    }
    LOG.info("the engine cannot bound a container's disk: {}", words);
    refused = true;
    config.withStorageOpt(null);
    return request;
  }
}
