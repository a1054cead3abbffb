package org.dockermcp.engine.docker;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Carries out an operation on this thread, camel-docker's or one of our own: counted and timed, its
 * answer given as a record and its failure as a fault that any engine may have.
 */
final class EngineProducer extends DefaultProducer {
  private final EngineEndpoint endpoint;
  private final Producer producer;
  private final boolean waits;

  EngineProducer(EngineEndpoint endpoint, Producer producer) {
    super(endpoint);
    this.endpoint = endpoint;
    this.waits = endpoint.getConfiguration().getOperation().isAsync();
    this.producer = producer;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Object request = exchange.getMessage().getBody();
    boolean neutral = isNeutral(exchange);
    long began = System.nanoTime();
    boolean answered = false;
    try {
      if (neutral) {
        answer(exchange, request);
      } else {
        old(exchange, request);
      }
      answered = exchange.getException() == null;
    } catch (Exception e) {
      throw neutral ? (Exception) DockerErrors.fault(endpoint.operation(), request, e) : e;
    } finally {
      endpoint.engine().use().asked(endpoint.operation(), answered, System.nanoTime() - began);
    }
  }

  /** Whether it is a route of the engine's own folder that asks. */
  private static boolean isNeutral(Exchange exchange) {
    String route = ExchangeHelper.getRouteId(exchange);
    return route != null && route.startsWith("engine-");
  }

  private void answer(Exchange exchange, Object request) throws Exception {
    if (endpoint.own().isPresent()) {
      exchange.getMessage().setBody(endpoint.own().get().apply(request));
    } else {
      producer.process(exchange);
    }
    Exception failure = exchange.getException();
    if (failure != null) {
      exchange.setException(DockerErrors.fault(endpoint.operation(), request, failure));
      return;
    }
    Object body = exchange.getMessage().getBody();
    if (body != null) {
      exchange.getMessage().setBody(DockerTranslation.neutral(body, endpoint.engine()));
    }
  }

  private void old(Exchange exchange, Object request) throws Exception {
    endpoint.client().serve(request);
    try {
      if (producer instanceof AsyncProcessor asynchronous) {
        asynchronous.process(exchange, done -> {});
      } else {
        producer.process(exchange);
      }
    } finally {
      endpoint.client().served();
    }
    // The asynchronous producer of camel-docker 4.17 logs an interrupt and goes on as if done. What
    // answers at once is left to answer, or the id of what was just made would be lost.
    if (waits && Thread.interrupted()) {
      throw new InterruptedException("interrupted while " + getEndpoint() + " was at work");
    }
  }

  @Override
  protected void doStart() {
    ServiceHelper.startService(producer);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopService(producer);
  }
}
