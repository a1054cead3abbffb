/**
 * Commands that go on after the call that began them: servers, watchers, long jobs.
 *
 * <p>A {@link org.dockermcp.exec.background.BackgroundProcess} is a {@link
 * org.dockermcp.exec.Command} without a time limit, whose whole output is spooled from the start
 * and which takes input while it runs ({@link org.dockermcp.exec.background.ProcessInput}). {@link
 * org.dockermcp.exec.background.Processes} knows them all and has the steps of {@code lib/process}:
 * a route starts each on a thread of its own, by the same {@code run} that every command takes, so
 * it ends, is ended and is judged like any other. They use none of the places of calls; their own
 * number is bounded. They end with their container and with this server. A process's id is the id
 * of its output, too.
 */
@NullMarked
package org.dockermcp.exec.background;

import org.jspecify.annotations.NullMarked;
