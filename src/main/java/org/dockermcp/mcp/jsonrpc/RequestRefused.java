package org.dockermcp.mcp.jsonrpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error of JSON-RPC or MCP. */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message that is no request, or comes when it must not. */
  public static final int INVALID_REQUEST = -32600;

  /** A method that is not there. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** Parameters that cannot be used. */
  public static final int INVALID_PARAMS = -32602;

  private final int code;
  private final transient @Nullable ObjectNode data;

  /**
   * @param code of JSON-RPC or MCP
   * @param message for people
   * @param data for programs, as the code defines it; null for none
   */
  public RequestRefused(int code, String message, @Nullable ObjectNode data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  /**
   * One whose parameters cannot be used.
   *
   * @param reason a clause, without a full stop
   */
  public static RequestRefused params(String reason) {
    return new RequestRefused(INVALID_PARAMS, "Invalid params: " + reason, null);
  }

  public int code() {
    return code;
  }

  /** What the code says should be beside it; empty for most. */
  public Optional<ObjectNode> data() {
    return Optional.ofNullable(data);
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
