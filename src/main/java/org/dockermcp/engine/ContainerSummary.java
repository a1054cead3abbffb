package org.dockermcp.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A container as a list tells it.
 *
 * @param id 64 hex digits
 * @param name without a leading slash
 * @param image as the engine shows it
 * @param status at that moment
 * @param statusText for people, such as {@code Up 5 minutes}
 * @param createdAt to the second
 * @param labels all of them
 * @param networks names of those that it is in
 */
public record ContainerSummary(
    String id,
    String name,
    String image,
    ContainerStatus status,
    String statusText,
    Instant createdAt,
    Map<String, String> labels,
    Set<String> networks) {}
