/**
 * Commands in sandboxes: what runs, for how long, and how it ended.
 *
 * <p>A {@link org.dockermcp.exec.Command} is a program in a sandbox, a {@link
 * org.dockermcp.exec.CommandResult} how it ended. The packages below have one concern each: {@code
 * run} builds commands and interprets their ends, {@code output} keeps what they write, {@code
 * kill} terminates them, {@code background} has those that continue after their call.
 */
@NullMarked
package org.dockermcp.exec;

import org.jspecify.annotations.NullMarked;
