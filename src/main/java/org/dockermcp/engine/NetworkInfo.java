package org.dockermcp.engine;

import java.util.Map;
import java.util.Set;

/**
 * A network as the engine tells it.
 *
 * @param isolating whether it is what a {@link NetworkSpec} asks for, and nothing more
 * @param containers ids of those in it; always empty in a list, which does not tell them
 */
public record NetworkInfo(
    String id,
    String name,
    Map<String, String> labels,
    boolean isolating,
    Set<String> containers) {}
