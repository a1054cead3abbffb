package org.dockermcp.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.text.ByteCount;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * What check_engine answers; the tool's output schema describes each component, and what is null is
 * left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineReport(
    boolean available,
    @Nullable String reason,
    @Nullable String hint,
    @Nullable String version,
    @Nullable String apiVersion,
    @Nullable String os,
    @Nullable String arch,
    @Nullable String kernel,
    @Nullable Integer cpus,
    @Nullable Long memoryBytes,
    @Nullable String storageDriver,
    @Nullable String cgroupVersion,
    @Nullable List<String> runtimes,
    @Nullable List<String> securityOptions,
    @Nullable String endpoint,
    @Nullable String provider,
    @Nullable Limits limits,
    @Nullable Integer managedContainers,
    @Nullable Long diskFreeBytes,
    @Nullable Long diskFloorBytes)
    implements ToolResult {

  /** The report of an engine that does not answer. */
  static EngineReport down(String reason, String hint) {
    return new EngineReport(
        false, reason, hint, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null);
  }

  @Override
  public String text() {
    return available
        ? "Docker %s (API %s) on %s/%s answers at %s; %d containers are managed by this server; %s."
            .formatted(version, apiVersion, os, arch, endpoint, managedContainers, disk())
        : "No Docker engine: %s; %s.".formatted(reason, hint);
  }

  private String disk() {
    return diskFreeBytes == null || diskFloorBytes == null
        ? "its disk cannot be seen from here, so nothing of it is kept free"
        : "its disk has %s free, of which %s are kept"
            .formatted(ByteCount.text(diskFreeBytes), ByteCount.text(diskFloorBytes));
  }
}
