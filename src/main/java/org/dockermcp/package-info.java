/**
 * An MCP server that runs code in sandboxes; each tool is a Camel route.
 *
 * <p>Each package states its own design; {@code ArchitectureTest} has the table of which may import
 * which. The program starts in {@link org.dockermcp.cli.Main}.
 */
@NullMarked
package org.dockermcp;

import org.jspecify.annotations.NullMarked;
