/** The shipped routes with the beans of the server, on an engine whose answers the test sets. */
@NullMarked
package org.dockermcp.routes;

import org.jspecify.annotations.NullMarked;
