/** What is terminated, killed, restarted or recreated, and that nothing is left. */
@NullMarked
package org.dockermcp.it.recovery;

import org.jspecify.annotations.NullMarked;
