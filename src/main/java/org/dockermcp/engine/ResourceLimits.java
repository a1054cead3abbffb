package org.dockermcp.engine;

/**
 * What a container's processes may use together.
 *
 * @param memoryBytes without any swap beyond it; 0: unlimited
 * @param cpus processors; 0: unlimited
 * @param pids processes and threads; 0: unlimited
 */
public record ResourceLimits(long memoryBytes, double cpus, long pids) {}
