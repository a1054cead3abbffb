package org.dockermcp.engine.docker;

import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Carries out an operation on this thread, camel-docker's or one of our own: counted and timed, its
 * answer given as a record and its failure as a fault that any engine may have.
 */
final class EngineProducer extends DefaultProducer {
  private final EngineEndpoint endpoint;
  private final Producer producer;

  EngineProducer(EngineEndpoint endpoint, Producer producer) {
    super(endpoint);
    this.endpoint = endpoint;
    this.producer = producer;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Object request = exchange.getMessage().getBody();
    long began = System.nanoTime();
    boolean answered = false;
    try {
      answer(exchange, request);
      answered = exchange.getException() == null;
    } catch (Exception e) {
      throw DockerErrors.fault(endpoint.operation(), request, e);
    } finally {
      endpoint.engine().use().asked(endpoint.operation(), answered, System.nanoTime() - began);
    }
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

  @Override
  protected void doStart() {
    ServiceHelper.startService(producer);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopService(producer);
  }
}
