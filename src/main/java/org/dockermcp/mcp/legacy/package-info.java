/**
 * The legacy era of MCP, 2024-11-05 to 2025-11-25: a connection opens with {@code initialize}, and
 * its state is the connection's.
 *
 * <p>The only package but the transports that imports the MCP SDK, which knows this era alone
 * (2.1.0).
 */
@NullMarked
package org.dockermcp.mcp.legacy;

import org.jspecify.annotations.NullMarked;
