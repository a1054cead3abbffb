package org.dockermcp.mcp.call;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.TraceContext;

/**
 * The parameters of a {@code tools/call}.
 *
 * @param tool the name that was given, which may be no tool's
 * @param arguments an object; missing or null when there were none
 * @param meta the request's {@code _meta}; missing or null when there was none
 */
public record CallParams(String tool, JsonNode arguments, JsonNode meta) {
  /** The level of the log messages that tell what a call without a progress token does. */
  public static final String LOG_LEVEL = "info";

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /**
   * Reads them.
   *
   * @throws RequestRefused when they are no tool call's
   */
  public static CallParams of(JsonNode params) {
    JsonNode name = params.path("name");
    if (!name.isTextual()) {
      throw RequestRefused.params("'name' is not the name of a tool");
    }
    JsonNode arguments = params.path("arguments");
    JsonNode meta = params.path("_meta");
    if (isNoObject(arguments) || isNoObject(meta)) {
      throw RequestRefused.params("'arguments' and '_meta' must be objects");
    }
    return new CallParams(name.textValue(), arguments, meta);
  }

  private static boolean isNoObject(JsonNode given) {
    return !given.isObject() && !given.isMissingNode() && !given.isNull();
  }

  /** The arguments as values, by name. */
  Arguments values() {
    return arguments.isObject()
        ? new Arguments(Json.MAPPER.convertValue(arguments, OBJECT))
        : Arguments.NONE;
  }

  /** Whether an argument is true, also as text: the dispatcher has not read it yet. */
  public boolean isFlagged(String argument) {
    return arguments.path(argument).asText().strip().equals("true");
  }

  /** The trace that the client continues; empty when it says none. */
  Optional<TraceContext> trace() {
    return TraceContext.of(meta.path("traceparent").asText());
  }

  /**
   * Where what the call tells is to be sent.
   *
   * @param client of the call
   * @param logs whether the client wants log messages of level {@value #LOG_LEVEL}
   */
  public Progress progress(Notifier client, boolean logs) {
    JsonNode token = meta.path("progressToken");
    if (token.isTextual() || token.isNumber()) {
      return new ProgressNotifier(client, token);
    }
    return isFlagged("stream") && logs ? new LogNotifier(client, tool) : Progress.NONE;
  }
}
