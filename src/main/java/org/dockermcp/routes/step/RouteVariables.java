package org.dockermcp.routes.step;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelInternalProcessorAdvice;
import org.apache.camel.spi.InternalProcessor;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Makes variables local to one run of a route, as those of a method are: a route begins with {@link
 * #SHARED} alone, and its caller finds its own variables again when it ends.
 *
 * <p>Add it to a context before that is started. Camel's own {@code route:} variables are no
 * substitute: one store holds them for all exchanges of a route, so concurrent calls would read one
 * another's.
 */
public final class RouteVariables extends LifecycleStrategySupport {
  /** The variables that routes have in common, in both directions. */
  public static final Set<String> SHARED = Set.of("call", "sandbox");

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      if (route.getProcessor() instanceof InternalProcessor entry
          && entry.getAdvice(Scope.class) == null) {
        entry.addAdvice(new Scope());
      }
    }
  }

  /** One route's scope; the state of a run is what its caller had. */
  private static final class Scope
      implements CamelInternalProcessorAdvice<Map<String, Object>>, Ordered {

    /** Outside of the advice that moves a message into a variable of the route. */
    @Override
    public int getOrder() {
      return HIGHEST;
    }

    @Override
    public Map<String, Object> before(Exchange exchange) {
      Map<String, Object> variables = exchange.getVariables();
      Map<String, Object> callers = new HashMap<>(variables);
      callers.keySet().removeAll(SHARED);
      variables.keySet().retainAll(SHARED);
      return callers;
    }

    @Override
    public void after(Exchange exchange, Map<String, Object> callers) {
      Map<String, Object> variables = exchange.getVariables();
      variables.keySet().retainAll(SHARED);
      variables.putAll(callers);
    }
  }
}
