package org.dockermcp.engine.docker;

import com.github.dockerjava.api.DockerClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.docker.DockerClientProfile;
import org.apache.camel.component.docker.DockerComponent;
import org.apache.camel.component.docker.DockerConfiguration;
import org.apache.camel.component.docker.DockerOperation;

/** camel-docker's component, bound to our engine whatever a header or a parameter says. */
public final class EngineComponent extends DockerComponent {
  private final EngineClient client;

  public EngineComponent(Engine engine) {
    client = new EngineClient(engine);
  }

  @Override
  public DockerClient getClient(DockerClientProfile profile) {
    return client;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    DockerOperation operation = DockerOperation.getDockerOperation(remaining.replace("/", ""));
    if (operation == null) {
      throw new IllegalArgumentException(uri + ": '" + remaining + "' is no operation of Docker's");
    }
    DockerConfiguration configuration = getConfiguration().copy();
    configuration.setOperation(operation);
    configuration.setParameters(parameters);
    return new EngineEndpoint(uri, this, configuration, client);
  }
}
