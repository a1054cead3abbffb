/**
 * Commands that continue after their call: servers, watchers, long jobs.
 *
 * <p>A {@link org.dockermcp.exec.background.BackgroundProcess} is a {@link
 * org.dockermcp.exec.Command} without a timeout, whose whole output is spooled and which can read
 * input while it runs ({@link org.dockermcp.exec.background.ProcessInput}). {@link
 * org.dockermcp.exec.background.Processes} registers them and has the steps of {@code lib/process},
 * {@link org.dockermcp.exec.background.ProcessStop} those by which one is stopped; each runs
 * through the route {@code run} on a thread of its own. They use no slots of calls; their number
 * has its own limit. They end with their container and with this server. A process's id is also its
 * output's id.
 */
@NullMarked
package org.dockermcp.exec.background;

import org.jspecify.annotations.NullMarked;
