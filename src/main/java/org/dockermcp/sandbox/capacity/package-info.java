/**
 * Keeps sandboxes within memory and disk.
 *
 * <p>{@link org.dockermcp.sandbox.capacity.MemoryShare} admits a sandbox or refuses it, {@link
 * org.dockermcp.sandbox.capacity.DiskFloor} keeps the engine's disk from filling, {@link
 * org.dockermcp.sandbox.capacity.DiskQuota} bounds a container's own files where the engine can,
 * and {@link org.dockermcp.sandbox.capacity.DiskWatch} stops a command that exceeds its disk limit,
 * by the rules of {@code DiskRules}.
 */
@NullMarked
package org.dockermcp.sandbox.capacity;

import org.jspecify.annotations.NullMarked;
