/** Load, floods, random input and the cost of a call. */
@NullMarked
package org.dockermcp.it.load;

import org.jspecify.annotations.NullMarked;
