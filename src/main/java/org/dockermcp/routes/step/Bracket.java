package org.dockermcp.routes.step;

import java.util.Objects;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * A resource as a {@code policy} step: acquired before the steps inside, released when they have
 * ended, however that is.
 *
 * <p>The resource is acquired for the body, or for the value of a variable when the body is of
 * another type. What the steps do to either makes no difference to the release. When the resource
 * cannot be acquired, the steps do not run and the failure is that of the step. When its release
 * fails too, the failure of the steps is the one that is seen, with the other one suppressed.
 */
public final class Bracket implements Policy {
  private final Acquisition acquisition;

  @FunctionalInterface
  private interface Acquisition {
    AutoCloseable acquire(Exchange exchange) throws Exception;
  }

  private Bracket(Acquisition acquisition) {
    this.acquisition = acquisition;
  }

  /** Takes the body as the input of a resource. */
  public static <T> Bracket of(Class<T> type, Resource<T> resource) {
    return new Bracket(
        exchange -> {
          Object body = exchange.getMessage().getBody();
          if (type.isInstance(body)) {
            return resource.acquire(type.cast(body));
          }
          throw new IllegalStateException(
              "needs a %s in the body, which is %s".formatted(type.getSimpleName(), named(body)));
        });
  }

  /** Takes the body as the input of a resource, or else a variable. */
  public static <T> Bracket of(Class<T> type, String variable, Resource<T> resource) {
    return new Bracket(
        exchange -> {
          Object body = exchange.getMessage().getBody();
          Object value = type.isInstance(body) ? body : exchange.getVariable(variable);
          if (type.isInstance(value)) {
            return resource.acquire(type.cast(value));
          }
          throw new IllegalStateException(
              "needs a %s in the body or in the variable '%s', which are %s and %s"
                  .formatted(type.getSimpleName(), variable, named(body), named(value)));
        });
  }

  private static String named(@Nullable Object value) {
    return value == null ? "empty" : value.getClass().getSimpleName();
  }

  @Override
  public void beforeWrap(Route route, NamedNode definition) {
    // The steps stay as they are written.
  }

  @Override
  public Processor wrap(Route route, Processor steps) {
    return new Held(steps);
  }

  /** The steps, and the resource around them. */
  private final class Held extends DelegateAsyncProcessor {
    Held(Processor steps) {
      super(steps);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      AutoCloseable resource;
      try {
        resource = Objects.requireNonNull(acquisition.acquire(exchange), "nothing to release");
      } catch (Throwable e) {
        exchange.setException(e);
        callback.done(true);
        return true;
      }
      return super.process(
          exchange,
          doneSync -> {
            release(resource, exchange);
            callback.done(doneSync);
          });
    }

    /** An interrupt ends the steps, and must not keep the release from what it has to wait for. */
    private void release(AutoCloseable resource, Exchange exchange) {
      boolean interrupted = Thread.interrupted();
      try {
        resource.close();
      } catch (Throwable e) {
        Throwable first = exchange.getException();
        if (first == null) {
          exchange.setException(e);
        } else if (first != e) {
          first.addSuppressed(e);
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
