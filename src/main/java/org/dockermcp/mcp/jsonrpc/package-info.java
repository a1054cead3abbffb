/**
 * JSON-RPC 2.0 as every transport of MCP has it: what a message is, what is refused and how, and
 * which requests wait for their answer.
 *
 * <p>Knows nothing of tools and nothing of streams: {@link org.dockermcp.mcp.jsonrpc.MessageReader}
 * takes a message's bytes, {@link org.dockermcp.mcp.jsonrpc.RequestTracker} the ids of one
 * connection.
 */
@NullMarked
package org.dockermcp.mcp.jsonrpc;

import org.jspecify.annotations.NullMarked;
