package org.dockermcp.engine;

/**
 * A container that joins or leaves a network.
 *
 * @param network id, or a name that is unique
 * @param containerId full id
 */
public record NetworkMember(String network, String containerId) {}
