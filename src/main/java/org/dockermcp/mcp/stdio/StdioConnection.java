package org.dockermcp.mcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dockermcp.mcp.McpClient;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.mcp.call.Notifier;
import org.dockermcp.mcp.jsonrpc.Incoming;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.mcp.jsonrpc.RequestTracker;
import org.dockermcp.mcp.modern.ModernRequest;
import org.dockermcp.tool.Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Carries one client's messages to its session, and the answers back under the ids they came with.
 */
final class StdioConnection implements McpServerTransport {
  private static final Logger LOG = LoggerFactory.getLogger(StdioConnection.class);
  private static final String CANCELLED = "notifications/cancelled";
  private static final JSONRPCError UNHANDLED =
      new JSONRPCError(-32603, "Internal error: the request could not be handled");

  private final LineWriter output;
  private final ObjectMapper mapper;
  private final JacksonMcpJsonMapper mcpMapper;
  private final McpClient client;
  private final RequestTracker requests = new RequestTracker();

  /** One party for whoever reads, one for each message that is handled. */
  private final Phaser handling = new Phaser(1);

  StdioConnection(McpTools tools, LineWriter output, ObjectMapper mapper) {
    this.output = output;
    this.mapper = mapper;
    mcpMapper = new JacksonMcpJsonMapper(mapper);
    // Whoever speaks on standard input has started this process.
    client = tools.open(Principal.LOCAL, this);
  }

  /**
   * Takes a message; one that takes long is handled on another thread.
   *
   * @throws IOException when the client no longer reads
   */
  void take(Incoming message) throws IOException {
    if (message instanceof Incoming.Request request) {
      take(request);
    } else if (message instanceof Incoming.Notification notification) {
      take(notification);
    } else if (message instanceof Incoming.Rejected rejected) {
      reject(rejected);
    }
  }

  private void take(Incoming.Notification notification) {
    String method = notification.method();
    if (CANCELLED.equals(method)) {
      requests.cancel(notification.params().path("requestId"));
      return;
    }
    counted(client.handle(new JSONRPCNotification(method, params(notification.params()))))
        .subscribe(done -> {}, fault -> LOG.warn("{} could not be handled", method, fault));
  }

  private void take(Incoming.Request incoming) throws IOException {
    Optional<RequestTracker.Request> begun = requests.begin(incoming.id());
    if (begun.isEmpty()) {
      // With the id, the sender would take this for the answer to the other one.
      reject(
          new Incoming.Rejected(
              McpSchema.ErrorCodes.INVALID_REQUEST,
              "Invalid Request: a request with the id " + incoming.id() + " is still running"));
      return;
    }
    RequestTracker.Request request = begun.get();
    if (McpClient.isModern(incoming.method(), incoming.params())) {
      takeModern(request, incoming);
    } else {
      takeLegacy(request, incoming);
    }
  }

  private void takeModern(RequestTracker.Request request, Incoming.Request incoming) {
    Notifier notifier = (method, params) -> notify(request, method, params);
    ModernRequest modern =
        new ModernRequest(incoming.id(), incoming.method(), incoming.params(), notifier);
    request.setWork(
        counted(
                client
                    .handle(modern)
                    .doOnNext(result -> write(JSONRPCResponse.result(request.number(), result)))
                    .then())
            .subscribe(done -> {}, fault -> fail(request.number(), fault)));
  }

  private void takeLegacy(RequestTracker.Request request, Incoming.Request incoming)
      throws IOException {
    String method = incoming.method();
    if (McpSchema.METHOD_PING.equals(method)) {
      answer(JSONRPCResponse.result(request.number(), Map.of()));
      return;
    }
    try {
      client.check(method, incoming.params());
    } catch (RequestRefused refused) {
      answer(JSONRPCResponse.error(request.number(), error(refused)));
      return;
    }
    JSONRPCRequest numbered =
        new JSONRPCRequest(method, request.number(), params(incoming.params()));
    request.setWork(
        counted(client.handle(numbered))
            .subscribe(done -> {}, fault -> fail(request.number(), fault)));
  }

  /** Sends what belongs to a request, unless that was answered or cancelled. */
  private void notify(RequestTracker.Request request, String method, ObjectNode params) {
    if (requests.isOpen(request)) {
      write(new JSONRPCNotification(method, params));
    }
  }

  private static JSONRPCError error(RequestRefused refused) {
    return new JSONRPCError(refused.code(), refused.message(), refused.data().orElse(null));
  }

  private Mono<Void> counted(Mono<Void> work) {
    return Mono.defer(
        () -> {
          handling.register();
          return work.doFinally(end -> handling.arriveAndDeregister());
        });
  }

  private static @Nullable Object params(JsonNode params) {
    return params.isObject() ? params : null;
  }

  private void fail(long request, Throwable fault) {
    JSONRPCError error = UNHANDLED;
    if (fault instanceof RequestRefused refused) {
      error = error(refused);
    } else {
      LOG.warn("a request could not be answered", fault);
    }
    try {
      answer(JSONRPCResponse.error(request, error));
    } catch (IOException e) {
      LOG.debug("the client no longer reads", e);
    }
  }

  /** Writes the answer to a request, unless it was answered or cancelled. */
  private void answer(JSONRPCResponse response) throws IOException {
    Optional<JsonNode> id = requests.end(response.id());
    if (id.isEmpty()) {
      return;
    }
    ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0").set("id", id.get());
    JSONRPCError error = response.error();
    if (error == null) {
      answer.putPOJO("result", response.result());
    } else if (error.code().equals(UNHANDLED.code())) {
      // The SDK's own words there are those of an exception.
      LOG.warn("a request could not be handled: {}", error.message());
      answer.putPOJO("error", UNHANDLED);
    } else {
      answer.putPOJO("error", error);
    }
    output.write(answer);
  }

  private void reject(Incoming.Rejected rejected) throws IOException {
    ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0").set("id", rejected.id());
    answer.putObject("error").put("code", rejected.code()).put("message", rejected.message());
    output.write(answer);
  }

  /**
   * Waits until everything that was taken is answered, streams with their end; false when that
   * takes too long.
   */
  boolean awaitAnswers(Duration limit) throws InterruptedException {
    client.endStreams();
    try {
      handling.awaitAdvanceInterruptibly(
          handling.arrive(), limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> write(message));
  }

  private void write(JSONRPCMessage message) {
    try {
      if (message instanceof JSONRPCResponse response) {
        answer(response);
      } else {
        output.write(message);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the client no longer reads", e);
    }
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mcpMapper.convertValue(data, type);
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }
}
