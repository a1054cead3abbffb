/** Package managers, indexes and the network that an install borrows. */
@NullMarked
package org.dockermcp.it.packages;

import org.jspecify.annotations.NullMarked;
