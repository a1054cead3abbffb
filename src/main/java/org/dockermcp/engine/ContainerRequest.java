package org.dockermcp.engine;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;

/**
 * A container to be created.
 *
 * @param name unique in the engine
 * @param image id or reference that is local
 * @param user {@code uid:gid} of all that runs in it; empty: the image's own
 * @param entrypoint its PID 1; empty: the image's own
 * @param environment {@code NAME=value} each
 * @param workingDir absolute
 * @param labels that say whose it is
 * @param hostConfig all limits, mounts and privileges
 */
public record ContainerRequest(
    String name,
    String image,
    String user,
    List<String> entrypoint,
    List<String> environment,
    String workingDir,
    Map<String, String> labels,
    HostConfig hostConfig)
    implements EngineRequest {

  /** As camel-docker takes it: it would split a text at semicolons. */
  public String[] entrypointArray() {
    return entrypoint.toArray(String[]::new);
  }

  /** As camel-docker takes it: it would split a text at semicolons. */
  public String[] environmentArray() {
    return environment.toArray(String[]::new);
  }
}
