/**
 * The Model Context Protocol, whichever transport carries it.
 *
 * <p>MCP has two eras, which one client may speak on one connection. {@link
 * org.dockermcp.mcp.McpTools} opens an {@link org.dockermcp.mcp.McpClient} for each; that gives a
 * request of the legacy era to {@code mcp.legacy}, where the SDK's session answers it, and one of
 * the modern era to {@code mcp.modern}, where we do. {@code mcp.call} runs the calls of both.
 * {@code mcp.stdio} is the transport over standard input and output, {@code mcp.jsonrpc} what every
 * transport shares.
 */
@NullMarked
package org.dockermcp.mcp;

import org.jspecify.annotations.NullMarked;
