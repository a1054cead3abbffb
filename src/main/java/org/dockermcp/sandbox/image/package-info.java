/** Which images may be used, and how a failed pull is explained; the steps of {@code lib/image}. */
@NullMarked
package org.dockermcp.sandbox.image;

import org.jspecify.annotations.NullMarked;
