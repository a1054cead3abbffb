/**
 * Loads the routes, and reloads them while the server runs.
 *
 * <p>Each valid state of the folder is a {@link org.dockermcp.routes.live.Generation}: a Camel
 * context of its own over the same beans, which {@code CamelMain} starts completely beside the live
 * one. {@link org.dockermcp.routes.live.LiveRoutes} then moves one pointer: new calls use the new
 * generation, running calls end on the old one, which is stopped when it is idle. No call finds a
 * route missing, and nothing is rolled back. Routes that start by themselves, such as a timer's,
 * run in one generation at a time. {@link org.dockermcp.routes.live.FolderWatch} notices edits,
 * {@link org.dockermcp.routes.live.ReloadReport} is the outcome of one.
 *
 * <p>A tool is listed exactly while its route is started.
 */
@NullMarked
package org.dockermcp.routes.live;

import org.jspecify.annotations.NullMarked;
