/**
 * Installing packages in sandboxes with the package manager that fits.
 *
 * <p>What a package manager is, a file says: {@link org.dockermcp.packages.manager}. {@link
 * org.dockermcp.packages.InstallRequests} parses what a call wants installed into {@link
 * org.dockermcp.packages.RequestedPackages}, before anything runs, and with a sandbox these are an
 * {@link org.dockermcp.packages.InstallRequest}. The route {@code install-packages} looks into the
 * sandbox ({@link org.dockermcp.packages.Survey}), chooses a manager (the choice stands in the
 * route {@code package-manager}), and works off an {@link org.dockermcp.packages.Installation}:
 * what is there already, then all the rest in one run, then, if that failed, one by one. The result
 * is an {@link org.dockermcp.packages.InstallResult}. {@link
 * org.dockermcp.packages.PackageDetection} and {@link org.dockermcp.packages.PackageInstaller} have
 * the routes' steps; the network that an install may borrow is lent by {@code lib/install}.
 */
@NullMarked
package org.dockermcp.packages;

import org.jspecify.annotations.NullMarked;
