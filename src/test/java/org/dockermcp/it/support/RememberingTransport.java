package org.dockermcp.it.support;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A client's transport that knows the last call's id, for the Java client cancels none (2.1.0). */
final class RememberingTransport implements McpClientTransport {
  private final McpClientTransport transport;
  private final Consumer<JSONRPCMessage> sent;
  private volatile @Nullable Object lastCall;

  /**
   * @param sent is told each message that is sent
   */
  RememberingTransport(McpClientTransport transport, Consumer<JSONRPCMessage> sent) {
    this.transport = transport;
    this.sent = sent;
  }

  /** Tells the server that nobody wants the last call's answer any more. */
  void cancelLastCall() {
    Object id = lastCall;
    if (id == null) {
      throw new IllegalStateException("no tool was called");
    }
    sendMessage(new JSONRPCNotification("2.0", "notifications/cancelled", Map.of("requestId", id)))
        .block();
  }

  /** One at a time: the Java client's own transport drops what two threads send at once (2.1.0). */
  @Override
  public synchronized Mono<Void> sendMessage(JSONRPCMessage message) {
    if (message instanceof JSONRPCRequest request
        && request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
      lastCall = request.id();
    }
    sent.accept(message);
    return transport.sendMessage(message);
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return transport.connect(handler);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return transport.unmarshalFrom(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }
}
