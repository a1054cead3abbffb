package org.dockermcp.mcp.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** A message of a client's, or what is wrong with it. */
public sealed interface Incoming {
  /**
   * Wants an answer.
   *
   * @param id a string or an integer, which the answer repeats as it is
   * @param params an object, null or missing
   */
  record Request(JsonNode id, String method, JsonNode params) implements Incoming {}

  /**
   * Wants none.
   *
   * @param params an object, null or missing
   */
  record Notification(String method, JsonNode params) implements Incoming {}

  /**
   * Is to be answered with an error.
   *
   * @param id of the request, or JSON's null
   * @param code of JSON-RPC
   */
  record Rejected(JsonNode id, int code, String message) implements Incoming {

    /** One whose id is unknown, or must not be used. */
    public Rejected(int code, String message) {
      this(NullNode.instance, code, message);
    }
  }

  /** Nothing to do: a blank message, an answer to no request, or a notification without use. */
  record Ignored() implements Incoming {}
}
