package org.dockermcp.packages;

import org.dockermcp.sandbox.Sandbox;

/**
 * What is to be installed, and where.
 *
 * @param request what a call wants
 * @param sandbox running
 */
public record PackageOrder(InstallRequest request, Sandbox sandbox) {}
