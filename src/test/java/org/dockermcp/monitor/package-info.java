@NullMarked
package org.dockermcp.monitor;

import org.jspecify.annotations.NullMarked;
