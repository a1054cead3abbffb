/**
 * What the folder of the tools may hold, looked at before anything in it is run.
 *
 * <p>Route files are operator code and are trusted with the engine, but not blindly: {@link
 * org.dockermcp.routes.check.RouteFolder} reads a folder once, holds every file against the rules,
 * and gives either all that is to be loaded or all that is wrong, each a {@link
 * org.dockermcp.routes.check.RouteProblem} with file, line and reason. What was looked at is what
 * is loaded: nothing reads a file a second time. The rules name what a route may be made of and
 * refuse the rest, so that a step that a later Camel brings is refused until someone has thought
 * about it. What no file shows alone is looked at too: tools and their routes, calls and where they
 * lead, beans and their methods. They end at Camel's own checks, which only starting makes. May
 * import {@code tool} and {@code settings}.
 */
@NullMarked
package org.dockermcp.routes.check;

import org.jspecify.annotations.NullMarked;
