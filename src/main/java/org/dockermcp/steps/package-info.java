/**
 * The public steps: bean methods that tools' routes are built of, each marked {@link
 * org.dockermcp.tool.RouteStep}.
 *
 * <p>The shipped tools use these alone, as an integrator does; {@code src/docs/routes.md} lists
 * them. Imported by {@code app} alone.
 */
@NullMarked
package org.dockermcp.steps;

import org.jspecify.annotations.NullMarked;
