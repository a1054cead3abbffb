package org.dockermcp.engine.docker;

import com.github.dockerjava.api.DockerClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.docker.DockerClientProfile;
import org.apache.camel.component.docker.DockerComponent;
import org.apache.camel.component.docker.DockerConfiguration;
import org.apache.camel.component.docker.DockerOperation;

/**
 * camel-docker's component, bound to our engine whatever a header or a parameter says, with the
 * operations of {@link DockerOperations} beside its own.
 */
public final class EngineComponent extends DockerComponent {
  private final Engine engine;
  private final DockerOperations operations;

  public EngineComponent(Engine engine) {
    this.engine = engine;
    operations = new DockerOperations(engine);
  }

  @Override
  public DockerClient getClient(DockerClientProfile profile) {
    return engine.control();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    DockerConfiguration configuration = getConfiguration().copy();
    DockerOperation operation = DockerOperation.getDockerOperation(remaining.replace("/", ""));
    var own = operations.named(remaining);
    if (operation == null && own.isEmpty()) {
      throw new IllegalArgumentException(uri + ": '" + remaining + "' is no operation of Docker's");
    }
    // An endpoint has to have one; what is ours alone is never asked of camel-docker.
    configuration.setOperation(operation == null ? DockerOperation.PING : operation);
    configuration.setParameters(parameters);
    return new EngineEndpoint(uri, this, configuration, remaining, engine, own);
  }
}
