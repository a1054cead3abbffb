/**
 * Package managers as data: what a {@code NAME.manager.yaml} file says of one, and the names of
 * packages that it takes.
 *
 * <p>{@link org.dockermcp.packages.manager.ManagerFile} makes a {@link
 * org.dockermcp.packages.manager.PackageManager} of a file, and {@link
 * org.dockermcp.packages.manager.PackageManagers} holds those of one folder. Names are parsed by a
 * {@link org.dockermcp.packages.manager.PackageGrammar}, once, into {@link
 * org.dockermcp.packages.manager.PackageName}: no flag, path, address or shell text ever becomes
 * one, whatever a file says.
 */
@NullMarked
package org.dockermcp.packages.manager;

import org.jspecify.annotations.NullMarked;
