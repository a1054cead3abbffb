/**
 * What commands write: bounded in memory, spooled to disk, and sent while it is produced.
 *
 * <p>{@link org.dockermcp.exec.output.OutputBudget} keeps the head and the tail of both streams,
 * {@link org.dockermcp.exec.output.LiveOutput} sends output to the caller, and the {@link
 * org.dockermcp.exec.output.Spool} keeps the whole for {@code read_output}.
 */
@NullMarked
package org.dockermcp.exec.output;

import org.jspecify.annotations.NullMarked;
