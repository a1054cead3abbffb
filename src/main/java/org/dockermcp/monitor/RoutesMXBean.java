package org.dockermcp.monitor;

import java.util.List;

/** The reloads of the routes. */
public interface RoutesMXBean {
  /** How many versions of the routes were activated, the first one included. */
  int getGeneration();

  /** How many previous versions still have running work. */
  int getRetiring();

  /** When the folder was last read, ISO 8601. */
  String getLastLook();

  /** Why the last reload was rejected, file, line and reason; empty when it was not. */
  List<String> getProblems();

  /** Reads the folder now and activates its routes if they are valid; returns the outcome. */
  String reload();
}
