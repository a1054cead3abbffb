/**
 * What Camel's YAML needs from Java: resources that are always released, and variables that are
 * local to their route.
 *
 * <p>{@link org.dockermcp.routes.step.Bracket} is Camel's {@code policy} step, {@link
 * org.dockermcp.routes.step.RouteVariables} scopes variables. Imports no other package of this
 * project.
 */
@NullMarked
package org.dockermcp.routes.step;

import org.jspecify.annotations.NullMarked;
