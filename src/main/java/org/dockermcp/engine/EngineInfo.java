package org.dockermcp.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an engine tells of itself.
 *
 * @param address where it listens
 * @param provider what named that address, for people
 * @param cpus processors of its machine; 0: not told
 * @param memoryBytes of its machine; 0: not told
 * @param storageDriver how it stores containers, such as {@code overlay2}
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param runtimes that it has, by name, sorted
 * @param securityOptions in its own words
 * @param localFolder where it keeps its files, if this process sees that folder; empty: the engine
 *     is on another machine, or in one of its own
 * @param features what it can do
 */
public record EngineInfo(
    String address,
    String provider,
    int cpus,
    long memoryBytes,
    String storageDriver,
    String cgroupVersion,
    List<String> runtimes,
    List<String> securityOptions,
    Optional<Path> localFolder,
    EngineFeatures features) {}
