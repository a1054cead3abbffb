package org.dockermcp.app;

import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.routes.live.LiveRoutes;
import org.jspecify.annotations.Nullable;

/** The engine's routes for the beans that routes name, which are made before any route is. */
final class LateRoutes implements EngineRoutes {
  private volatile @Nullable LiveRoutes routes;

  /** Sends to these from now on, whichever generation is the live one. */
  void use(LiveRoutes live) {
    routes = live;
  }

  @Override
  public <T> T ask(String route, Object body, Class<T> type) {
    LiveRoutes live = routes;
    if (live == null) {
      throw new EngineFault.Unavailable("the routes are not started yet");
    }
    return live.send(route, body, type);
  }
}
