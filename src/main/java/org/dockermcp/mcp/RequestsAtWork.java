package org.dockermcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The requests that have no answer yet; safe for use by many threads.
 *
 * <p>Each gets a number of ours, since the SDK takes no id beyond 64 bits and JSON does.
 */
final class RequestsAtWork {
  private final AtomicLong last = new AtomicLong();
  private final Map<JsonNode, Request> byId = new ConcurrentHashMap<>();
  private final Map<Object, Request> byNumber = new ConcurrentHashMap<>();

  /** One request, from its arrival to its answer. */
  static final class Request {
    private final JsonNode id;
    private final long number;
    private final Disposable.Swap work = Disposables.swap();

    private Request(JsonNode id, long number) {
      this.id = id;
      this.number = number;
    }

    long number() {
      return number;
    }

    /** Says what to dispose of when it is cancelled; that may have been before. */
    void workIs(Disposable started) {
      work.update(started);
    }
  }

  /** Takes a request up; empty when one with its id is at work. */
  Optional<Request> begin(JsonNode id) {
    Request request = new Request(id, last.incrementAndGet());
    if (byId.putIfAbsent(id, request) != null) {
      return Optional.empty();
    }
    byNumber.put(request.number, request);
    return Optional.of(request);
  }

  /** The id to answer with, once; empty when there was an answer, or none is wanted any more. */
  Optional<JsonNode> end(Object number) {
    return remove(byNumber.get(number)).map(request -> request.id);
  }

  /** Ends the work of a request, which then is not answered; the SDK has no cancellation. */
  void cancel(JsonNode id) {
    remove(byId.get(id)).ifPresent(request -> request.work.dispose());
  }

  private Optional<Request> remove(@Nullable Request request) {
    if (request == null || byNumber.remove(request.number) == null) {
      return Optional.empty();
    }
    byId.remove(request.id);
    return Optional.of(request);
  }
}
