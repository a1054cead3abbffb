package org.dockermcp.packages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockermcp.tool.Progress;

/**
 * What a call wants installed.
 *
 * @param callId of the call
 * @param texts packages as the caller wrote them, each in the grammar of some manager; at least one
 * @param asked the manager that the caller named, whose grammar they all are in then
 * @param timeout of the whole call
 * @param madeNanos when it began, by {@link System#nanoTime}
 * @param progress where to tell how far it is
 */
public record InstallRequest(
    String callId,
    List<String> texts,
    Optional<PackageManager> asked,
    Duration timeout,
    long madeNanos,
    Progress progress) {

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - madeNanos);
  }

  /** What is left of its time; zero or less when there is none. */
  Duration left() {
    return timeout.minus(elapsed());
  }
}
