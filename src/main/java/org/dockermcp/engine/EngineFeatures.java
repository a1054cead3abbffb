package org.dockermcp.engine;

/**
 * What an engine can do, asked before it is tried.
 *
 * @param restart whether a container can be restarted and keeps its files
 * @param diskQuota whether, and how, it may limit the size of a container's own layer
 * @param ownSeccomp whether it takes {@link ContainerSpec.Seccomp#OWN}
 * @param networkLending whether a running container can join and leave networks
 */
public record EngineFeatures(
    boolean restart, DiskQuota diskQuota, boolean ownSeccomp, boolean networkLending) {

  /** How an engine may limit the size of a container's own layer; a create shows if it does. */
  public enum DiskQuota {
    NONE,
    /** The size is that of what the container writes. */
    LAYER,
    /** The size is that of what the container writes and of its image. */
    LAYER_AND_IMAGE
  }
}
