/**
 * The command line: {@code docker-mcp} serves, {@code doctor} explains, {@code routes} works on
 * folders of tools.
 *
 * <p>One class a command, each of which only reads its options and prints; the work is done in
 * other packages. Exit codes: 0 success, 1 a problem that was printed, 2 unusable arguments or
 * settings. Nothing imports this package.
 */
@NullMarked
package org.dockermcp.cli;

import org.jspecify.annotations.NullMarked;
