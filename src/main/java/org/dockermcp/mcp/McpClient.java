package org.dockermcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.function.Consumer;
import org.dockermcp.mcp.call.CallParams;
import org.dockermcp.mcp.call.ToolService;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.mcp.legacy.LegacySession;
import org.dockermcp.mcp.modern.Confirmations;
import org.dockermcp.mcp.modern.ModernRequest;
import org.dockermcp.mcp.modern.ModernRequests;
import org.dockermcp.mcp.modern.Tasks;
import org.dockermcp.tool.Principal;
import reactor.core.publisher.Mono;

/**
 * One client, which may speak both eras of MCP on its connection: which one a request speaks is
 * seen in the request.
 */
public final class McpClient implements AutoCloseable {
  private final ToolService service;
  private final LegacySession legacy;
  private final ModernRequests modern;
  private final Consumer<McpClient> closed;

  McpClient(
      ToolService service,
      Principal principal,
      McpServerTransport transport,
      Confirmations confirmations,
      Tasks tasks,
      Consumer<McpClient> closed) {
    this.service = service;
    this.closed = closed;
    legacy = new LegacySession(service, principal, transport);
    modern = new ModernRequests(service, principal, confirmations, tasks);
  }

  /** Whether a request is one of the modern era. */
  public static boolean isModern(String method, JsonNode params) {
    return ModernRequests.isModern(method, params);
  }

  /** The result of a modern request; fails with a {@link RequestRefused} where there is none. */
  public Mono<ObjectNode> handle(ModernRequest request) {
    return modern.handle(request);
  }

  /**
   * Refuses a legacy request that is not to be handled.
   *
   * @throws RequestRefused with the reason
   */
  public void check(String method, JsonNode params) {
    legacy.check(method);
    if (McpSchema.METHOD_TOOLS_CALL.equals(method)) {
      service.calls().check(CallParams.of(params));
    }
  }

  /** Handles a legacy request; its answer goes to the transport before this completes. */
  public Mono<Void> handle(JSONRPCRequest request) {
    return legacy.handle(request);
  }

  /** Handles a legacy notification. */
  public Mono<Void> handle(JSONRPCNotification notification) {
    return legacy.handle(notification);
  }

  void toolsChanged() {
    legacy.toolsChanged();
    modern.toolsChanged();
  }

  void log(String logger, String text, boolean failed) {
    legacy.log(logger, text, failed);
  }

  /** Ends the streams that would stay open; calls go on. */
  public void endStreams() {
    modern.end();
  }

  /** Sends nothing unasked any more; calls go on. */
  @Override
  public void close() {
    closed.accept(this);
  }
}
