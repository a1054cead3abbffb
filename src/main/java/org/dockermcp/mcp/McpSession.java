package org.dockermcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.SetLevelRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
public final class McpSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(McpSession.class);

  /** Oldest first; a client that asks for none of them is offered the newest. */
  private static final List<String> PROTOCOL_VERSIONS =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  private static final McpNotificationHandler IGNORED = (exchange, params) -> Mono.empty();

  /** Of requests to the client, of which there are none. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final McpTools tools;
  private final Principal principal;
  private final McpServerTransport transport;
  private final McpServerSession session;

  /** Whether the handshake is done; before that, nothing is sent unasked. */
  private volatile boolean ready;

  McpSession(McpTools tools, Principal principal, McpServerTransport transport) {
    this.tools = tools;
    this.principal = principal;
    this.transport = transport;
    session =
        new McpServerSession(
            UUID.randomUUID().toString(),
            REQUEST_TIMEOUT,
            transport,
            this::initialize,
            handlers(),
            Map.of(
                McpSchema.METHOD_NOTIFICATION_INITIALIZED,
                IGNORED,
                McpSchema.METHOD_NOTIFICATION_ROOTS_LIST_CHANGED,
                IGNORED));
  }

  private Mono<InitializeResult> initialize(InitializeRequest request) {
    String asked = request.protocolVersion();
    String version =
        PROTOCOL_VERSIONS.contains(asked)
            ? asked
            : PROTOCOL_VERSIONS.get(PROTOCOL_VERSIONS.size() - 1);
    String instructions = tools.instructions();
    return Mono.just(
        InitializeResult.builder(
                version,
                McpSchema.ServerCapabilities.builder().tools(true).logging().build(),
                McpSchema.Implementation.builder("docker-mcp", tools.version()).build())
            .instructions(instructions.isEmpty() ? null : instructions)
            .build());
  }

  private Map<String, McpRequestHandler<?>> handlers() {
    McpRequestHandler<ListToolsResult> list =
        (exchange, params) -> Mono.fromSupplier(tools.listing()::result);
    McpRequestHandler<CallToolResult> call =
        (exchange, params) -> {
          CallToolRequest request = transport.unmarshalFrom(params, new TypeRef<>() {});
          return tools.calls().result(principal, exchange, request);
        };
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

  private Map<String, Object> setLevel(SetLevelRequest request) {
    session.setMinLoggingLevel(request.level());
    return Map.of();
  }

  /** Why a request is not to be handled; empty when it is. */
  public Optional<JSONRPCError> refusal(String method, JsonNode params) {
    if (!ready && !McpSchema.METHOD_INITIALIZE.equals(method)) {
      return Optional.of(
          new JSONRPCError(
              McpSchema.ErrorCodes.INVALID_REQUEST,
              "Invalid Request: send initialize and notifications/initialized first"));
    }
    return tools.refusal(method, params);
  }

  /** Handles a request; its answer goes to the transport before this completes. */
  public Mono<Void> handle(JSONRPCRequest request) {
    return session.handle(request);
  }

  /** Handles a notification. */
  public Mono<Void> handle(JSONRPCNotification notification) {
    ready |= McpSchema.METHOD_NOTIFICATION_INITIALIZED.equals(notification.method());
    return session.handle(notification);
  }

  void toolsChanged() {
    if (ready) {
      send(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED, Map.of());
    }
  }

  /** Sends a log message, if the client wants those of its level. */
  void log(String logger, String text, LoggingLevel level) {
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

  /** Sends nothing unasked any more; calls go on. */
  @Override
  public void close() {
    tools.close(this);
  }
}
