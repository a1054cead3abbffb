package org.dockermcp.packages;

import org.dockermcp.packages.manager.PackageManager;

/**
 * The package manager to use.
 *
 * @param manager there in the sandbox
 * @param because one clause for people, such as {@code package_manager says so}
 */
public record ManagerChoice(PackageManager manager, String because) {}
