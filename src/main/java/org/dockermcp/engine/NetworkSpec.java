package org.dockermcp.engine;

import java.util.Map;

/**
 * A network to create, which reaches out and whose containers do not reach each other.
 *
 * @param name that no other network has
 */
public record NetworkSpec(String name, Map<String, String> labels) {}
