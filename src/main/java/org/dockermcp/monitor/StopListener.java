package org.dockermcp.monitor;

import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Ends the server when somebody else stops the live routes: {@code camel stop}, or over JMX.
 *
 * <p>Hears of it before the first route stops, so that calls can still be ended in order.
 */
final class StopListener extends EventNotifierSupport {
  private final Predicate<CamelContext> isLive;
  private final Runnable stop;

  /**
   * @param isLive whether a context is that of the live routes of a server that is not ending
   * @param stop ends the server
   */
  StopListener(Predicate<CamelContext> isLive, Runnable stop) {
    this.isLive = isLive;
    this.stop = stop;
    setIgnoreExchangeEvents(true);
    setIgnoreExchangeAsyncProcessingStartedEvents(true);
    setIgnoreStepEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreRouteEvents(true);
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelContextStoppingEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof CamelContextStoppingEvent stopping && isLive.test(stopping.getContext())) {
      stop.run();
    }
  }
}
