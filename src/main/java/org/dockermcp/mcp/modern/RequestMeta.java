package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.mcp.legacy.LegacySession;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Json;

/**
 * What a request says of itself in {@code _meta}, since no connection remembers it.
 *
 * @param capabilities of the client, an object
 * @param logLevel the least level of the log messages that it wants; empty for none
 */
record RequestMeta(JsonNode capabilities, Optional<String> logLevel) {
  /** The versions of this era, newest first. */
  private static final List<String> VERSIONS = List.of("2026-07-28");

  /** Of syslog, the least first. */
  private static final List<String> LOG_LEVELS =
      List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

  /** MCP's code for a version that is not spoken. */
  private static final int UNSUPPORTED_VERSION = -32022;

  /** Whether a request's parameters are those of this era. */
  static boolean isIn(JsonNode params) {
    return params.path("_meta").has(MetaKeys.PROTOCOL_VERSION);
  }

  /**
   * Reads a request's parameters.
   *
   * @throws RequestRefused when they do not say what they must, or another version
   */
  static RequestMeta of(JsonNode params) {
    JsonNode meta = params.path("_meta");
    JsonNode version = meta.path(MetaKeys.PROTOCOL_VERSION);
    if (!version.isTextual()) {
      throw missing(MetaKeys.PROTOCOL_VERSION, "a string");
    }
    if (!VERSIONS.contains(version.textValue())) {
      throw unsupported(version.textValue());
    }
    JsonNode capabilities = meta.path(MetaKeys.CLIENT_CAPABILITIES);
    if (!capabilities.isObject()) {
      throw missing(MetaKeys.CLIENT_CAPABILITIES, "an object");
    }
    JsonNode level = meta.path(MetaKeys.LOG_LEVEL);
    if (!level.isMissingNode() && !LOG_LEVELS.contains(level.asText())) {
      throw RequestRefused.params(
          "'%s' is not among %s".formatted(MetaKeys.LOG_LEVEL, String.join(", ", LOG_LEVELS)));
    }
    return new RequestMeta(capabilities, Optional.ofNullable(level.textValue()));
  }

  private static RequestRefused missing(String key, String form) {
    return RequestRefused.params("'_meta' must have '%s', %s".formatted(key, form));
  }

  private static RequestRefused unsupported(String asked) {
    ObjectNode data = Json.MAPPER.createObjectNode();
    data.set("supported", versions());
    data.put("requested", asked);
    String how =
        LegacySession.PROTOCOL_VERSIONS.contains(asked)
            ? " in '_meta': send initialize to speak it"
            : "";
    return new RequestRefused(
        UNSUPPORTED_VERSION, "Unsupported protocol version " + PlainText.of(asked) + how, data);
  }

  /** The versions of both eras, newest first. */
  static ArrayNode versions() {
    ArrayNode all = Json.MAPPER.createArrayNode();
    VERSIONS.forEach(all::add);
    LegacySession.PROTOCOL_VERSIONS.forEach(all::add);
    return all;
  }

  /** Whether log messages of a level are wanted. */
  boolean wantsLogs(String level) {
    return logLevel
        .filter(least -> LOG_LEVELS.indexOf(least) <= LOG_LEVELS.indexOf(level))
        .isPresent();
  }

  /** Whether the client can ask its user to fill in a form; a client that says nothing else can. */
  boolean canAsk() {
    JsonNode elicitation = capabilities.path("elicitation");
    return elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"));
  }

  /** Whether the client takes a task in place of a result. */
  boolean takesTasks() {
    return capabilities.path("extensions").path(MetaKeys.TASKS).isObject();
  }
}
