package org.dockermcp.engine;

/** Files put into containers; safe for use by many threads. */
public final class Archives {
  private final EngineRoutes routes;

  public Archives(EngineRoutes routes) {
    this.routes = routes;
  }

  /** Unpacks an archive. */
  public void put(ArchiveRequest request) {
    routes.ask("engine-archive-put", request, Object.class);
  }
}
