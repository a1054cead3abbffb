package org.dockermcp.mcp.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The requests of one connection that are not answered yet; safe for use by many threads.
 *
 * <p>Each gets a number of ours, since the SDK takes no id beyond 64 bits and JSON does.
 */
public final class RequestTracker {
  private final AtomicLong last = new AtomicLong();
  private final Map<JsonNode, Request> byId = new ConcurrentHashMap<>();
  private final Map<Object, Request> byNumber = new ConcurrentHashMap<>();

  /** One request, from its arrival to its answer. */
  public static final class Request {
    private final JsonNode id;
    private final long number;
    private final Disposable.Swap work = Disposables.swap();

    private Request(JsonNode id, long number) {
      this.id = id;
      this.number = number;
    }

    /** By which it is known inside this server. */
    public long number() {
      return number;
    }

    /** Sets what is disposed of when it is cancelled, which it may have been already. */
    public void setWork(Disposable started) {
      work.update(started);
    }
  }

  /** Begins a request; empty while one with its id is not answered. */
  public Optional<Request> begin(JsonNode id) {
    Request request = new Request(id, last.incrementAndGet());
    if (byId.putIfAbsent(id, request) != null) {
      return Optional.empty();
    }
    byNumber.put(request.number, request);
    return Optional.of(request);
  }

  /** Whether a request was neither answered nor cancelled. */
  public boolean isOpen(Request request) {
    return byNumber.containsKey(request.number);
  }

  /** The id to answer a request with, once; empty when it was answered or cancelled. */
  public Optional<JsonNode> end(Object number) {
    return remove(byNumber.get(number)).map(request -> request.id);
  }

  /** Ends the work of a request, which then is not answered; the SDK has no cancellation. */
  public void cancel(JsonNode id) {
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
