/**
 * MCP over standard input and output: one client, one message a line.
 *
 * <p>Replaces the SDK's transport of that name, which ends the session at the first blank or
 * malformed line, drops answers in flight at the end of input, and stops answering even pings with
 * 256 calls in flight (2.1.0). {@link org.dockermcp.mcp.stdio.StdioTransport} reads, and shuts
 * down, {@link org.dockermcp.mcp.stdio.StdioConnection} carries messages and answers.
 */
@NullMarked
package org.dockermcp.mcp.stdio;

import org.jspecify.annotations.NullMarked;
