package org.dockermcp.engine;

import java.util.Map;

/** A volume to create, with its labels. */
public record VolumeSpec(String name, Map<String, String> labels) {}
