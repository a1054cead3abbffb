package org.dockermcp.routes.check;

import java.util.List;
import java.util.Optional;

/**
 * What a file of routes has to do with the rest of the folder: what begins in it, and what it
 * names.
 *
 * @param file it is in
 * @param routes that have an id or a beginning, in their order
 * @param calls to endpoints that are known before a message comes, in their order
 * @param beans that are named, in their order
 */
record RouteOutline(RouteFile file, List<Begun> routes, List<Call> calls, List<BeanUse> beans) {

  /**
   * A route.
   *
   * @param id may be empty, which is told elsewhere
   * @param line the id stands in
   * @param from where it begins; empty when it does not say
   */
  record Begun(String id, int line, Optional<Address> from) {}

  /**
   * A step that sends a message to another route.
   *
   * @param route it is a step of; empty when it is none's
   */
  record Call(String route, Address to) {}

  /** What a bean is named for. */
  enum Use {
    /** A method of it is called. */
    METHOD,
    /** It is held around steps. */
    POLICY,
    /** Camel itself uses it. */
    PART
  }

  /**
   * A bean that is named.
   *
   * @param method with its arguments, as it is written; empty when none is written
   * @param use what it is named for
   * @param line of the name
   * @param methodLine of the method; of the name where none is written
   */
  record BeanUse(String bean, String method, Use use, int line, int methodLine) {}
}
