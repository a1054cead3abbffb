package org.dockermcp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Component;
import org.dockermcp.app.Installation;
import org.dockermcp.app.Server;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineComponent;
import org.dockermcp.routes.live.LiveRoutes;
import org.dockermcp.settings.Settings;

/** A server with its beans and routes, which no client is connected to. */
public final class ServerFixture implements AutoCloseable {
  private final Server server;

  private ServerFixture(Server server) {
    this.server = server;
  }

  /**
   * With default settings.
   *
   * @param routes folder of the tools
   * @param environment names the engine
   */
  public static ServerFixture of(Path routes, Map<String, String> environment) throws Exception {
    return new ServerFixture(
        new Server(Settings.load(Map.of()), routes, environment, EngineComponent::new, List.of()));
  }

  /**
   * With default settings and other {@code docker:} endpoints.
   *
   * @param docker makes their component for each generation of the routes
   */
  public static ServerFixture of(
      Path routes, Map<String, String> environment, Function<Engine, Component> docker)
      throws Exception {
    return new ServerFixture(
        new Server(Settings.load(Map.of()), routes, environment, docker, List.of()));
  }

  /** The owner in the labels of what the server creates. */
  public static String owner() {
    return Installation.owner();
  }

  public LiveRoutes routes() {
    return server.routes();
  }

  @Override
  public void close() {
    server.close();
  }
}
