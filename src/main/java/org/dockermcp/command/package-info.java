/**
 * Commands in sandboxes: what runs, for how long, and what is kept of its output.
 *
 * <p>A {@link org.dockermcp.command.Command} names the sandbox and the program; {@link
 * org.dockermcp.command.Commands} has the first steps of the {@code run} route, {@link
 * org.dockermcp.command.Outcomes} the last, which turn it into a {@link
 * org.dockermcp.command.CommandResult}. {@link org.dockermcp.command.OutputBudget} keeps the head
 * and the tail of the output in bounded memory, and {@link org.dockermcp.command.LiveOutput} tells
 * it while it is made; what is left out stays in the {@link org.dockermcp.command.Spool}. {@link
 * org.dockermcp.command.ShellLine} and {@link org.dockermcp.command.PythonScript} make programs of
 * what callers send; texts too long for one argument (128 KiB in Linux) travel by standard input.
 * {@link org.dockermcp.command.Endings} ends what ran out of time or is wanted no more, and {@link
 * org.dockermcp.command.Lifelines} what a killed server leaves. {@link
 * org.dockermcp.command.DiskWatch} stops what fills a disk, by the rules of {@code DiskRules}. May
 * import {@code sandbox}, {@code engine}, {@code tool} and {@code settings}.
 */
@NullMarked
package org.dockermcp.command;

import org.jspecify.annotations.NullMarked;
