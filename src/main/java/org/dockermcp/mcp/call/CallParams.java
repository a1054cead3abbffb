package org.dockermcp.mcp.call;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.TraceContext;

/**
 * The parameters of a {@code tools/call}.
 *
 * @param tool the name that was given, which may be no tool's
 * @param arguments may be empty
 * @param meta the request's {@code _meta}; missing or null when there was none
 */
public record CallParams(String tool, Map<String, Object> arguments, JsonNode meta) {
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
    Map<String, Object> values =
        arguments.isObject() ? Json.MAPPER.convertValue(arguments, OBJECT) : Map.of();
    return new CallParams(name.textValue(), values, meta);
  }

  private static boolean isNoObject(JsonNode given) {
    return !given.isObject() && !given.isMissingNode() && !given.isNull();
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
    boolean streams = "true".equals(String.valueOf(arguments.get("stream")).strip());
    return streams && logs ? new LogNotifier(client, tool) : Progress.NONE;
  }
}
