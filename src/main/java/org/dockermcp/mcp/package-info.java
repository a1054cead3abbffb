/**
 * The Model Context Protocol, spoken over standard input and output.
 *
 * <p>The only package that imports the MCP SDK, whose next major version is announced to change
 * much. {@link org.dockermcp.mcp.OfferedTools} keeps what the SDK offers to the tools that there
 * are, and {@link org.dockermcp.mcp.McpTools} turns a {@code tools/call} into a {@link
 * org.dockermcp.tool.ToolCall} that {@link org.dockermcp.mcp.FairCalls} runs when it is its turn.
 * {@link org.dockermcp.mcp.StdioTransport} replaces the SDK's transport of that name, which ends
 * the session at the first blank or malformed line, drops answers in flight at the end of input,
 * and stops answering even pings with 256 calls in flight (2.1.0).
 */
@NullMarked
package org.dockermcp.mcp;

import org.jspecify.annotations.NullMarked;
