/**
 * The Model Context Protocol, whichever transport carries it.
 *
 * <p>This package and those in it alone import the MCP SDK, whose next major version is announced
 * to change much. {@link org.dockermcp.mcp.McpTools} opens a {@link org.dockermcp.mcp.McpSession}
 * for each client; {@link org.dockermcp.mcp.ToolCalls} turns a {@code tools/call} into a {@link
 * org.dockermcp.tool.ToolCall} that {@link org.dockermcp.mcp.FairCallQueue} runs when it is its
 * turn, and {@link org.dockermcp.mcp.ProgressPacer} bounds how often its client hears of it. {@code
 * mcp.stdio} is the transport over standard input and output, {@code mcp.jsonrpc} what every
 * transport shares.
 */
@NullMarked
package org.dockermcp.mcp;

import org.jspecify.annotations.NullMarked;
