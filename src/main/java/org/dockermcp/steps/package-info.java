/**
 * Public steps that belong to no other concern: requests for sandboxes, commands, replies, a rule
 * for arguments.
 *
 * <p>Each is marked {@link org.dockermcp.tool.RouteStep}; the shipped tools use public steps alone,
 * and {@code src/docs/routes.md} lists them. Imported by {@code app} alone.
 */
@NullMarked
package org.dockermcp.steps;

import org.jspecify.annotations.NullMarked;
