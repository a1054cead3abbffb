package org.dockermcp.engine;

import java.util.ArrayList;
import java.util.List;

/** Programs in running containers; safe for use by many threads. */
public final class Execs {
  private final EngineRoutes routes;

  public Execs(EngineRoutes routes) {
    this.routes = routes;
  }

  /**
   * Starts a program whose input stays open and empty, and waits until it has written something,
   * two seconds at most; not for its end.
   *
   * @return what it wrote first, or why it could not be started; empty when it wrote nothing by
   *     then
   */
  public String hold(ExecHold hold) {
    return routes.ask("engine-exec-hold", hold, String.class);
  }

  /** The programs and arguments of a container's execs that still run. */
  public List<List<String>> running(String containerId) {
    List<List<String>> programs = new ArrayList<>();
    for (Object argv : routes.ask("engine-exec-list", containerId, List.class)) {
      programs.add(Answers.list((List<?>) argv, String.class));
    }
    return programs;
  }
}
