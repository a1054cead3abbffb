/**
 * The modern era of MCP, from 2026-07-28 on: no handshake and no session, every request says its
 * version and what its client can do.
 *
 * <p>{@link org.dockermcp.mcp.modern.ModernRequests} answers one connection's requests, each by
 * itself. {@link org.dockermcp.mcp.modern.RequestMeta} is what a request says of itself, {@link
 * org.dockermcp.mcp.modern.Subscriptions} are the streams that stay open, {@link
 * org.dockermcp.mcp.modern.Confirmations} asks the user before a sweeping removal, and {@link
 * org.dockermcp.mcp.modern.Tasks} are calls that outlast their request. Nothing here depends on a
 * transport or on an SDK.
 */
@NullMarked
package org.dockermcp.mcp.modern;

import org.jspecify.annotations.NullMarked;
