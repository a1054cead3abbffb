package org.dockermcp.engine;

/**
 * The routes of {@code lib/<engine>/}, by which Java code asks the engine outside of a route; safe
 * for use by many threads.
 */
@FunctionalInterface
public interface EngineRoutes {
  /**
   * Sends a body through a route and gives what the route ends with.
   *
   * @param route its id, such as {@code engine-volume-inspect}
   * @throws EngineFault as the engine answers
   */
  <T> T ask(String route, Object body, Class<T> type);
}
