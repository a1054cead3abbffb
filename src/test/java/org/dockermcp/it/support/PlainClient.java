package org.dockermcp.it.support;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import org.dockermcp.engine.docker.Engine;

/** Docker's own client, without any of what the server's engine adds. */
public final class PlainClient {
  private PlainClient() {}

  /**
   * Of the engine that servers use; without a time limit, for hours may pass between two events.
   */
  public static DockerClient open() {
    try (Engine engine = new Engine(System.getenv())) {
      DefaultDockerClientConfig config =
          DefaultDockerClientConfig.createDefaultConfigBuilder()
              .withDockerHost(engine.endpoint().toString())
              .build();
      return DockerClientImpl.getInstance(
          config, new ZerodepDockerHttpClient.Builder().dockerHost(engine.endpoint()).build());
    }
  }
}
