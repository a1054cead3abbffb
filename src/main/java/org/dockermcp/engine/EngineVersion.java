package org.dockermcp.engine;

/** An engine's versions, and what it runs on. */
public record EngineVersion(
    String version, String apiVersion, String os, String arch, String kernel) {}
