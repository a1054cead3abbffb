package org.dockermcp.monitor;

import java.util.List;

/** What an operator sees of the routes' edits, and may ask for. */
public interface RoutesMXBean {
  /** How many states of the folder have been taken so far, the first one too. */
  int getGeneration();

  /** How many earlier states still have something at work in them. */
  int getRetiring();

  /** When the folder was last looked at, ISO 8601. */
  String getLastLook();

  /** Why the folder's state is not taken, file, line and reason; empty when it is. */
  List<String> getProblems();

  /** Looks at the folder now, and takes it if it is sound; says what became of it. */
  String reload();
}
