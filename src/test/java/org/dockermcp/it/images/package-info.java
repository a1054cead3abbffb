/** Which images there are, and how they are pulled. */
@NullMarked
package org.dockermcp.it.images;

import org.jspecify.annotations.NullMarked;
