package org.dockermcp.engine.docker;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/** camel-docker's producer, run on this thread with the message's request known to the client. */
final class EngineProducer extends DefaultProducer {
  private final Producer producer;
  private final EngineClient client;
  private final String operation;
  private final boolean waits;

  EngineProducer(EngineEndpoint endpoint, Producer producer, EngineClient client) {
    super(endpoint);
    this.operation = endpoint.getConfiguration().getOperation().toString();
    this.waits = endpoint.getConfiguration().getOperation().isAsync();
    this.producer = producer;
    this.client = client;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    client.serve(exchange.getMessage().getBody());
    long began = System.nanoTime();
    boolean answered = false;
    try {
      process(exchange, producer);
      answered = exchange.getException() == null;
    } finally {
      client.served();
      client.use().asked(operation, answered, System.nanoTime() - began);
    }
    // The asynchronous producer of camel-docker 4.17 logs an interrupt and goes on as if done. What
    // answers at once is left to answer, or the id of what was just made would be lost.
    if (waits && Thread.interrupted()) {
      throw new InterruptedException("interrupted while " + getEndpoint() + " was at work");
    }
  }

  /** Without Camel's wait for a callback: the asynchronous producer is done when it returns. */
  private static void process(Exchange exchange, Producer producer) throws Exception {
    if (producer instanceof AsyncProcessor asynchronous) {
      asynchronous.process(exchange, done -> {});
    } else {
      producer.process(exchange);
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
