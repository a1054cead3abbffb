/**
 * Installing packages in sandboxes with the package manager that fits.
 *
 * <p>{@link org.dockermcp.packages.PackageManager} knows of each manager what is run to install and
 * to list, and {@link org.dockermcp.packages.PackageName} holds only what that manager's own
 * grammar takes, so that no flag, path, address or shell text ever reaches one. {@link
 * org.dockermcp.packages.PackageOrders} makes of a call what it wants installed; the route {@code
 * packages} looks into the sandbox ({@link org.dockermcp.packages.Survey}), chooses a manager (the
 * choice stands in the route), and works off an {@link org.dockermcp.packages.Install}: what is
 * there already, then all the rest in one run, then, if that failed, one by one. What came of it is
 * an {@link org.dockermcp.packages.InstallResult}. {@link org.dockermcp.packages.PackageDetection}
 * and {@link org.dockermcp.packages.PackageInstallation} have the routes' steps; the network that
 * an install may borrow is lent by {@code lib/install}.
 */
@NullMarked
package org.dockermcp.packages;

import org.jspecify.annotations.NullMarked;
