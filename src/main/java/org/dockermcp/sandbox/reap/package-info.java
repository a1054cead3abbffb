/**
 * Removes expired, orphaned and abandoned sandboxes; the steps of {@code lib/reaper}.
 *
 * <p>{@link org.dockermcp.sandbox.reap.Reaper} finds the candidates, {@code ReapPolicy} decides
 * which are reaped and why, {@code OrphanCleaner} does the same for volumes and networks.
 */
@NullMarked
package org.dockermcp.sandbox.reap;

import org.jspecify.annotations.NullMarked;
