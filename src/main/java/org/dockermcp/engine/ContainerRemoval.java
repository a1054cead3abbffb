package org.dockermcp.engine;

/**
 * A container to remove, whatever its state.
 *
 * @param id full id
 * @param keepVolumes whether volumes that the engine made for it stay
 */
public record ContainerRemoval(String id, boolean keepVolumes) {}
