/**
 * Commands in sandboxes: what runs, for how long, and what is kept of its output.
 *
 * <p>A {@link org.dockermcp.exec.Command} names the sandbox and the program; {@link
 * org.dockermcp.exec.run.Commands} has the first steps of the {@code run} route, {@link
 * org.dockermcp.exec.run.Outcomes} the last, which turn it into a {@link
 * org.dockermcp.exec.CommandResult}. {@link org.dockermcp.exec.output.OutputBudget} keeps the head
 * and the tail of the output in bounded memory, and {@link org.dockermcp.exec.output.LiveOutput}
 * tells it while it is made; what is left out stays in the {@link org.dockermcp.exec.output.Spool}.
 * {@link org.dockermcp.exec.run.ShellLine} and {@link org.dockermcp.exec.run.PythonScript} make
 * programs of what callers send; texts too long for one argument (128 KiB in Linux) travel by
 * standard input. {@link org.dockermcp.exec.kill.CommandTerminator} ends what ran out of time or is
 * wanted no more, and {@link org.dockermcp.exec.kill.DeadManSwitches} what a killed server leaves.
 * {@link org.dockermcp.sandbox.capacity.DiskWatch} stops what fills a disk, by the rules of {@code
 * DiskRules}.
 */
@NullMarked
package org.dockermcp.command;

import org.jspecify.annotations.NullMarked;
