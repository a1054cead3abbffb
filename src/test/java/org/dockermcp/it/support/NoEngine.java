package org.dockermcp.it.support;

import java.util.Map;

/** An engine that is not there. */
public final class NoEngine {
  public static final String HOST = "unix:///nonexistent/docker.sock";

  /** What a server is told of it. */
  public static final Map<String, String> SETTINGS = Map.of("DOCKER_HOST", HOST);

  private NoEngine() {}
}
