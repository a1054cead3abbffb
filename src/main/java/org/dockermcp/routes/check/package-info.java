/**
 * Checks a folder of tools before anything in it runs.
 *
 * <p>Route files are the operator's code and are trusted with the engine, but checked: {@link
 * org.dockermcp.routes.check.RouteFolder} reads each file once and returns either all that is to be
 * loaded, which is exactly the text that was checked, or all problems, each a {@link
 * org.dockermcp.routes.check.RouteProblem} with file, line and reason. The rules are an allow-list:
 * a step of a later Camel is refused until someone has considered it. Rules across files follow:
 * tools and their routes, calls and their targets, beans and their methods. Camel's own checks run
 * when the routes start.
 */
@NullMarked
package org.dockermcp.routes.check;

import org.jspecify.annotations.NullMarked;
