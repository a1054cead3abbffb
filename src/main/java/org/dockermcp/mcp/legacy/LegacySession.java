package org.dockermcp.mcp.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.SetLevelRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dockermcp.mcp.call.CallAnswer;
import org.dockermcp.mcp.call.CallParams;
import org.dockermcp.mcp.call.FairCallQueue;
import org.dockermcp.mcp.call.ToolService;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.text.PlainText;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client's session, from {@code initialize} on: the SDK's, with request handlers of ours.
 *
 * <p>The SDK's server would keep a copy of the tools that it cannot replace at once, so that a
 * request in between finds a tool missing, and would validate every result once more (2.1.0).
 */
public final class LegacySession {
  private static final Logger LOG = LoggerFactory.getLogger(LegacySession.class);

  /** Newest first; a client that asks for none of them is offered the newest. */
  public static final List<String> PROTOCOL_VERSIONS =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  private static final McpNotificationHandler IGNORED = (exchange, params) -> Mono.empty();

  /** Of requests to the client, of which there are none. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final ToolService service;
  private final FairCallQueue.Lane lane;
  private final McpServerTransport transport;
  private final Map<String, McpRequestHandler<?>> handlers = handlers();
  private final McpServerSession session;

  /** Whether {@code initialize} is answered; before that, no other request is. */
  private volatile boolean opened;

  /** Whether the client is known to have that answer; before that, nothing is sent unasked. */
  private volatile boolean ready;

  /**
   * @param principal on whose behalf calls are made
   * @param transport sends what the session answers; closed by its owner
   */
  public LegacySession(ToolService service, Principal principal, McpServerTransport transport) {
    String id = UUID.randomUUID().toString();
    this.service = service;
    this.transport = transport;
    lane = new FairCallQueue.Lane(principal, id);
    session =
        new McpServerSession(
            id,
            REQUEST_TIMEOUT,
            transport,
            this::initialize,
            handlers,
            Map.of(
                McpSchema.METHOD_NOTIFICATION_INITIALIZED,
                IGNORED,
                McpSchema.METHOD_NOTIFICATION_ROOTS_LIST_CHANGED,
                IGNORED));
  }

  private Mono<InitializeResult> initialize(InitializeRequest request) {
    String asked = request.protocolVersion();
    String version = PROTOCOL_VERSIONS.contains(asked) ? asked : PROTOCOL_VERSIONS.get(0);
    String instructions = service.tools().instructions();
    opened = true;
    return Mono.just(
        InitializeResult.builder(
                version,
                McpSchema.ServerCapabilities.builder().tools(true).logging().build(),
                McpSchema.Implementation.builder(service.name(), service.version()).build())
            .instructions(instructions.isEmpty() ? null : instructions)
            .build());
  }

  private Map<String, McpRequestHandler<?>> handlers() {
    McpRequestHandler<ObjectNode> list =
        (exchange, params) -> Mono.fromSupplier(() -> service.listing().result());
    McpRequestHandler<ObjectNode> call = (exchange, params) -> call(params);
    McpRequestHandler<Map<String, Object>> setLevel =
        (exchange, params) ->
            Mono.fromSupplier(() -> setLevel(transport.unmarshalFrom(params, new TypeRef<>() {})));
    return Map.of(
        McpSchema.METHOD_TOOLS_LIST,
        list,
        McpSchema.METHOD_TOOLS_CALL,
        call,
        McpSchema.METHOD_LOGGING_SET_LEVEL,
        setLevel);
  }

  private Mono<ObjectNode> call(Object given) {
    // As the transport has read it: the SDK only passes it on.
    CallParams params = CallParams.of((JsonNode) given);
    boolean logs = session.isNotificationForLevelAllowed(LoggingLevel.INFO);
    return service
        .calls()
        .reply(lane, params, params.progress(this::send, logs))
        .map(CallAnswer::of);
  }

  private Map<String, Object> setLevel(SetLevelRequest request) {
    session.setMinLoggingLevel(request.level());
    return Map.of();
  }

  /**
   * Refuses a request that cannot be handled: the SDK would let one wait that comes before the
   * handshake, and has no words of its own for the others.
   *
   * @throws RequestRefused with the reason
   */
  public void check(String method) {
    if (McpSchema.METHOD_INITIALIZE.equals(method)) {
      return;
    }
    if (!handlers.containsKey(method)) {
      throw new RequestRefused(
          RequestRefused.METHOD_NOT_FOUND, "Method not found: " + PlainText.of(method), null);
    }
    if (!opened) {
      throw new RequestRefused(
          RequestRefused.INVALID_REQUEST, "Invalid Request: send initialize first", null);
    }
  }

  /** Handles a request; its answer goes to the transport before this completes. */
  public Mono<Void> handle(JSONRPCRequest request) {
    boolean goesOn = opened && !ready && !McpSchema.METHOD_INITIALIZE.equals(request.method());
    return goesOn
        ? becomeReady().then(Mono.defer(() -> session.handle(request)))
        : session.handle(request);
  }

  /** Some clients never say so: whoever goes on after the answer has it. */
  private Mono<Void> becomeReady() {
    ready = true;
    return session.handle(new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED));
  }

  /** Handles a notification. */
  public Mono<Void> handle(JSONRPCNotification notification) {
    if (!McpSchema.METHOD_NOTIFICATION_INITIALIZED.equals(notification.method())) {
      return session.handle(notification);
    }
    return ready ? Mono.empty() : becomeReady();
  }

  /** Notifies the client that the tools are others than before. */
  public void toolsChanged() {
    if (ready) {
      send(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED, Map.of());
    }
  }

  /**
   * Sends a log message, if the client wants those of its level.
   *
   * @param logger what the message is about
   * @param failed whether something went wrong
   */
  public void log(String logger, String text, boolean failed) {
    LoggingLevel level = failed ? LoggingLevel.ERROR : LoggingLevel.INFO;
    if (ready && session.isNotificationForLevelAllowed(level)) {
      send(
          McpSchema.METHOD_NOTIFICATION_MESSAGE,
          LoggingMessageNotification.builder(level, VisibleText.of(text)).logger(logger).build());
    }
  }

  private void send(String method, Object params) {
    session
        .sendNotification(method, params)
        .subscribe(done -> {}, fault -> LOG.debug("{} could not be sent", method, fault));
  }
}
