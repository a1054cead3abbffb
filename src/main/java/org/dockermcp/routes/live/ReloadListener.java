package org.dockermcp.routes.live;

import org.apache.camel.CamelContext;

/**
 * Is told of the routes' changes; every method does nothing unless overridden.
 *
 * <p>What it throws is logged. The first three are called on the thread that makes the change, one
 * call at a time, and must not block. The last two are called later, in order, on a thread of their
 * own.
 */
public interface ReloadListener {
  /** A generation is about to be started, and may yet be refused. */
  default void prepare(CamelContext camel) {}

  /** New calls take this generation. */
  default void promoted(CamelContext camel) {}

  /** New calls do not take this generation any more; calls may still be at work in it. */
  default void retired(CamelContext camel) {}

  /** Other tools are offered than before, or with other definitions. */
  default void toolsChanged() {}

  /** An edit was taken, or refused. */
  default void reported(ReloadReport report) {}
}
