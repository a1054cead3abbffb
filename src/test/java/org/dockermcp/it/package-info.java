/** Tests of the built jar on a real engine, through a real client over stdio. */
@NullMarked
package org.dockermcp.it;

import org.jspecify.annotations.NullMarked;
