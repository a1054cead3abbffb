package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.tool.Json;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The open {@code subscriptions/listen} requests of one connection; safe for use by many threads.
 */
final class Subscriptions {
  /** More than a client has use for: each hears of the same changes. */
  static final int MOST = 100;

  private static final String TOOLS = "toolsListChanged";

  private final Set<Subscription> open = ConcurrentHashMap.newKeySet();

  /** One that is open; messages are sent under its lock, so that they keep their order. */
  private static final class Subscription {
    private final ModernRequest request;
    private final boolean tools;
    private final MonoSink<ObjectNode> end;

    private Subscription(ModernRequest request, boolean tools, MonoSink<ObjectNode> end) {
      this.request = request;
      this.tools = tools;
      this.end = end;
    }

    /** An object that says whose it is. */
    private ObjectNode params() {
      ObjectNode params = Json.MAPPER.createObjectNode();
      params.putObject("_meta").set(MetaKeys.SUBSCRIPTION_ID, request.id());
      return params;
    }

    private void acknowledge() {
      ObjectNode params = params();
      ObjectNode honoured = params.putObject("notifications");
      if (tools) {
        honoured.put(TOOLS, true);
      }
      request.notifier().send("notifications/subscriptions/acknowledged", params);
    }

    private synchronized void toolsChanged() {
      request.notifier().send("notifications/tools/list_changed", params());
    }
  }

  /**
   * Opens one, which is acknowledged first; ends with its result when {@link #end} is called.
   *
   * @throws RequestRefused when it does not say what it wants, or too many are open
   */
  Mono<ObjectNode> listen(ModernRequest request) {
    JsonNode wanted = request.params().path("notifications");
    if (!wanted.isObject()) {
      throw RequestRefused.params("'notifications' must be an object");
    }
    if (open.size() >= MOST) {
      throw new RequestRefused(
          RequestRefused.INVALID_REQUEST,
          "Invalid Request: %d subscriptions are open; cancel one first".formatted(MOST),
          null);
    }
    boolean tools = wanted.path(TOOLS).booleanValue();
    return Mono.create(
        end -> {
          Subscription subscription = new Subscription(request, tools, end);
          end.onDispose(() -> open.remove(subscription));
          // Whatever changes from now on is told behind the acknowledgement.
          synchronized (subscription) {
            open.add(subscription);
            subscription.acknowledge();
          }
        });
  }

  /** Tells those who want to know that the tools are others than before. */
  void toolsChanged() {
    open.stream().filter(one -> one.tools).forEach(Subscription::toolsChanged);
  }

  /** Ends all of them. */
  void end() {
    for (Subscription one : open) {
      one.end.success(one.params());
    }
  }
}
