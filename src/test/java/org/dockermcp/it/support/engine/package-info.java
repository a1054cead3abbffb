/** Engines, disks and registries of a test's own, which it may stop, hang, fill or let fail. */
@NullMarked
package org.dockermcp.it.support.engine;

import org.jspecify.annotations.NullMarked;
