package org.dockermcp.it.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.McpServerProcess.Reply;

/** A session with the server through another project's SDK, by the programs of src/test/interop. */
final class SdkClient implements AutoCloseable {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private final TimedProcess program;
  private final List<JsonNode> progress = new ArrayList<>();

  SdkClient(TimedProcess program) {
    this.program = program;
  }

  /** What the handshake told: name, version, capabilities, and the version of the protocol. */
  JsonNode server() {
    return ask(Map.of("verb", "server"));
  }

  /** The tools' names; the SDK could compile their schemas, and holds results against them now. */
  List<String> tools() {
    return ask(Map.of("verb", "tools")).findValuesAsText("name");
  }

  /** Calls a tool; the SDK has then checked the result against the tool's schema. */
  Reply call(String tool, Map<String, Object> arguments) {
    return call(tool, arguments, Map.of());
  }

  /**
   * The same with options of the SDK's own.
   *
   * @param options such as {@code timeout}, in milliseconds; the TypeScript SDK's alone
   */
  Reply call(String tool, Map<String, Object> arguments, Map<String, Object> options) {
    JsonNode answer = ask(request("call", tool, arguments, options));
    progress.clear();
    answer.path("progress").forEach(progress::add);
    return reply(answer.path("result"));
  }

  private static Map<String, Object> request(
      String verb, String tool, Map<String, Object> arguments, Map<String, Object> options) {
    Map<String, Object> request = new HashMap<>();
    request.put("verb", verb);
    request.put("tool", tool);
    request.put("arguments", arguments);
    if (!options.isEmpty()) {
      request.put("options", options);
    }
    return request;
  }

  /** Starts a call and does not wait for it. */
  void begin(String tool, Map<String, Object> arguments, Map<String, Object> options) {
    ask(request("begin", tool, arguments, options));
  }

  /** The first note of progress of the call that was begun, and whether that had ended by then. */
  JsonNode told() {
    return ask(Map.of("verb", "told"));
  }

  /** Gives up the call that was begun; what the SDK says of it then. */
  String abort() {
    return ask(Map.of("verb", "abort")).asText();
  }

  /** What the SDK says when the call that was begun has failed. */
  String fault() {
    return ask(Map.of("verb", "fault")).asText();
  }

  /** A tool's answer as it is on the wire. */
  static Reply reply(JsonNode result) {
    return new Reply(
        result.at("/content/0/text").asText(),
        result.path("structuredContent"),
        result.path("isError").asBoolean());
  }

  /** The notes of progress that came during the last call. */
  List<JsonNode> progress() {
    return progress;
  }

  void ping() {
    ask(Map.of("verb", "ping"));
  }

  private JsonNode ask(Map<String, Object> request) {
    try {
      JsonNode answer = MAPPER.readTree(program.ask(MAPPER.writeValueAsString(request)));
      if (answer.has("error")) {
        throw new AssertionError(answer.path("error").asText() + "\n" + program.errors());
      }
      return answer.path("ok");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
