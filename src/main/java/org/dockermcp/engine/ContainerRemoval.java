package org.dockermcp.engine;

/**
 * A container to remove, whatever its state.
 *
 * @param id full id
 * @param keepVolumes whether volumes that the engine made for it stay
 */
public record ContainerRemoval(String id, boolean keepVolumes) {
  /** A container with the volumes that the engine made for it. */
  public static ContainerRemoval of(String id) {
    return new ContainerRemoval(id, false);
  }

  public boolean removesVolumes() {
    return !keepVolumes;
  }
}
