package org.dockermcp.engine;

import java.util.List;

/**
 * What a container has on the engine's disk.
 *
 * @param running whether it can write at all
 * @param bytes of its own layer
 * @param volumes names of those it mounts, which are not in the bytes
 */
public record ContainerUsage(boolean running, long bytes, List<String> volumes) {}
