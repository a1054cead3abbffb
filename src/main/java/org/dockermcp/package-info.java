/**
 * The server's start and its command line.
 *
 * <p>{@link org.dockermcp.cli.Main} brings up settings, Camel and MCP in that order and takes them
 * down in reverse. Each package below states its own design; the arrows between them have no
 * circles and {@code ArchitectureTest} holds them.
 */
@NullMarked
package org.dockermcp;

import org.jspecify.annotations.NullMarked;
