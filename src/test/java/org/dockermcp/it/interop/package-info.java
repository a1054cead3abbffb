/** Tests of the built jar through clients that this project did not write. */
@NullMarked
package org.dockermcp.it.interop;

import org.jspecify.annotations.NullMarked;
