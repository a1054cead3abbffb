package org.dockermcp.mcp.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;

/** What JSON-RPC 2.0, as MCP speaks it, says of a message before anyone looks inside. */
final class Envelope {
  private Envelope() {}

  /** Why it is no message, to stand in a sentence; empty when it is one. */
  static Optional<String> fault(JsonNode message) {
    if (message.isArray()) {
      return Optional.of("batches are not supported, send one message a line");
    }
    if (!message.isObject() || !"2.0".equals(message.path("jsonrpc").textValue())) {
      return Optional.of("not a JSON-RPC 2.0 message");
    }
    if (isAnswer(message)) {
      return Optional.empty();
    }
    if (!message.path("method").isTextual()) {
      return Optional.of("the method is missing");
    }
    JsonNode id = message.path("id");
    return id.isMissingNode() || id.isTextual() || id.isIntegralNumber()
        ? Optional.empty()
        : Optional.of("the id is neither a string nor an integer");
  }

  /** The id to refuse a message with: its own where that is a string or an integer. */
  static JsonNode idToAnswer(JsonNode message) {
    JsonNode id = message.path("id");
    return id.isTextual() || id.isIntegralNumber() ? id : NullNode.instance;
  }

  /** Whether it answers something, if only a refusal without an id. */
  static boolean isAnswer(JsonNode message) {
    return message.has("id")
        && !message.has("method")
        && (message.has("result") || message.has("error"));
  }

  /** Whether its params are an object, or none. */
  static boolean hasUsableParams(JsonNode message) {
    JsonNode params = message.path("params");
    return params.isMissingNode() || params.isNull() || params.isObject();
  }
}
