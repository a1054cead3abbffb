package org.dockermcp.packages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockermcp.packages.manager.PackageKind;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.packages.manager.RequestedPackage;
import org.dockermcp.tool.Progress;

/**
 * What a call wants installed, wherever that may be.
 *
 * @param callId of the call
 * @param packages at least one, each named once
 * @param kind that the names are of; empty when they do not tell, or contradict each other
 * @param managers of which one installs them
 * @param manager that the caller named, whose grammar the names are in then
 * @param timeout of the whole call
 * @param startNanos when it began, by {@link System#nanoTime}
 * @param progress where to report how far it is
 */
public record RequestedPackages(
    String callId,
    List<RequestedPackage> packages,
    Optional<PackageKind> kind,
    PackageManagers managers,
    Optional<PackageManager> manager,
    Duration timeout,
    long startNanos,
    Progress progress) {

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** What is left of its time; zero or less when there is none. */
  Duration left() {
    return timeout.minus(elapsed());
  }
}
