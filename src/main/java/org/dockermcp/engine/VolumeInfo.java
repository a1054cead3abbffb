package org.dockermcp.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A volume as the engine tells it.
 *
 * @param plain whether it is nothing but storage of the engine: of its own driver and without
 *     options, by which it could be any folder of the host
 * @param createdAt empty: not told, as by a list
 */
public record VolumeInfo(
    String name, Map<String, String> labels, boolean plain, Optional<Instant> createdAt) {}
