package org.dockermcp.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;

/**
 * Makes a connection for each request and keeps none.
 *
 * <p>A connection that is kept dies with its engine, and the request that then finds it dead cannot
 * tell whether it has been heard. A new one that cannot be made tells that nothing has happened.
 */
final class ConnectionPerRequestClient implements DockerHttpClient {
  private final DockerHttpClient client;

  ConnectionPerRequestClient(DockerHttpClient client) {
    this.client = client;
  }

  @Override
  public Response execute(Request request) {
    // What takes its connection over (an exec with input) does not give it back anyway.
    return client.execute(
        request.hijackedInput() == null
            ? Request.builder().from(request).putHeader("Connection", "close").build()
            : request);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
