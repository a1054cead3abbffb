package org.dockermcp.engine;

import java.util.Map;

/**
 * Which containers to list.
 *
 * @param labels that each of them has
 */
public record ListRequest(Map<String, String> labels) implements EngineRequest {}
