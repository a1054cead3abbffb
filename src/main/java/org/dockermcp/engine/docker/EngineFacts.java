package org.dockermcp.engine.docker;

import com.github.dockerjava.api.model.Info;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the engine tells of itself and hardly ever changes, asked once a minute at most; safe for
 * use by many threads.
 */
public final class EngineFacts {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Engine engine;
  private @Nullable Info info;
  private long askedNanos;

  public EngineFacts(Engine engine) {
    this.engine = engine;
  }

  private synchronized Info info() {
    if (info == null || System.nanoTime() - askedNanos > KEPT.toNanos()) {
      info = engine.control().infoCmd().exec();
      askedNanos = System.nanoTime();
    }
    return info;
  }

  /** All of its memory, in bytes; 0 when it does not tell. */
  public long memoryBytes() {
    return Objects.requireNonNullElse(info().getMemTotal(), 0L);
  }

  /** The name of the machine that it runs on; empty when it does not tell. */
  String hostName() {
    return Objects.requireNonNullElse(info().getName(), "");
  }

  /** The folder of its files, on its machine; empty when it does not tell. */
  String folder() {
    return Objects.requireNonNullElse(info().getDockerRootDir(), "");
  }

  /** How it stores containers, such as {@code overlay2}. */
  String storageDriver() {
    return Objects.requireNonNullElse(info().getDriver(), "");
  }

  /** Whether that is on XFS. */
  boolean isOnXfs() {
    List<List<String>> status = info().getDriverStatuses();
    return status != null && status.contains(List.of("Backing Filesystem", "xfs"));
  }
}
