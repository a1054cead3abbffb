package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Function;
import org.dockermcp.mcp.stdio.StdioClient;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;

/** A client of the modern era of a server in this process: every request says all of itself. */
final class ModernClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final StdioClient client;
  private final ObjectNode capabilities = MAPPER.createObjectNode();
  private int last;

  /** Of a server whose calls all end as this function says. */
  ModernClient(Function<ToolCall, ToolReply> calls) throws IOException {
    client = new StdioClient(calls);
  }

  /** Says from now on that it can ask its user. */
  ModernClient asking() {
    capabilities.putObject("elicitation").putObject("form");
    return this;
  }

  /** Says from now on that it takes tasks. */
  ModernClient takingTasks() {
    capabilities.putObject("extensions").putObject("io.modelcontextprotocol/tasks");
    return this;
  }

  /** A new request, to be completed. */
  ObjectNode request(String method) {
    last++;
    ObjectNode request =
        MAPPER.createObjectNode().put("jsonrpc", "2.0").put("id", last).put("method", method);
    request
        .putObject("params")
        .putObject("_meta")
        .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
        .set("io.modelcontextprotocol/clientCapabilities", capabilities.deepCopy());
    return request;
  }

  /** A new call, to be completed. */
  ObjectNode call(String tool, String arguments) throws IOException {
    ObjectNode request = request("tools/call");
    params(request).put("name", tool).set("arguments", MAPPER.readTree(arguments));
    return request;
  }

  static ObjectNode params(ObjectNode request) {
    return (ObjectNode) request.path("params");
  }

  static ObjectNode meta(ObjectNode request) {
    return (ObjectNode) request.at("/params/_meta");
  }

  /** Sends a message. */
  void send(JsonNode message) throws IOException {
    client.send(message.toString());
  }

  /** Sends a request and gives what comes next. */
  JsonNode ask(ObjectNode request) throws IOException {
    send(request);
    return client.receive();
  }

  JsonNode receive() throws IOException {
    return client.receive();
  }

  void cancel(JsonNode id) throws IOException {
    ObjectNode message =
        MAPPER.createObjectNode().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
    message.putObject("params").set("requestId", id);
    send(message);
  }

  /** The lines beneath. */
  StdioClient lines() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
