package org.dockermcp.engine.docker;

import java.util.Optional;
import org.apache.camel.Producer;
import org.apache.camel.component.docker.DockerConfiguration;
import org.apache.camel.component.docker.DockerEndpoint;

/** camel-docker's endpoint, whose producer is {@link EngineProducer}. */
final class EngineEndpoint extends DockerEndpoint {
  private final String operation;
  private final Engine engine;
  private final Optional<DockerOperations.Operation> own;

  EngineEndpoint(
      String uri,
      EngineComponent component,
      DockerConfiguration configuration,
      String operation,
      Engine engine,
      Optional<DockerOperations.Operation> own) {
    super(uri, component, configuration);
    this.operation = operation;
    this.engine = engine;
    this.own = own;
  }

  /** Its name in routes, such as {@code container/start}. */
  String operation() {
    return operation;
  }

  Engine engine() {
    return engine;
  }

  /** What is done instead of what camel-docker would. */
  Optional<DockerOperations.Operation> own() {
    return own;
  }

  @Override
  public Producer createProducer() throws Exception {
    return new EngineProducer(this, super.createProducer());
  }
}
