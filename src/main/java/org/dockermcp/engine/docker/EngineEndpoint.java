package org.dockermcp.engine.docker;

import org.apache.camel.Producer;
import org.apache.camel.component.docker.DockerConfiguration;
import org.apache.camel.component.docker.DockerEndpoint;

/** camel-docker's endpoint, whose producer tells the client of each request. */
final class EngineEndpoint extends DockerEndpoint {
  private final EngineClient client;

  EngineEndpoint(
      String uri,
      EngineComponent component,
      DockerConfiguration configuration,
      EngineClient client) {
    super(uri, component, configuration);
    this.client = client;
  }

  @Override
  public Producer createProducer() throws Exception {
    return new EngineProducer(this, super.createProducer(), client);
  }
}
