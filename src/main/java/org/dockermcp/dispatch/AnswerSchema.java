package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolSpec;

/**
 * The JSON Schema of all that a tool may answer: the result that its file defines, or an error.
 *
 * <p>Clients hold failures against the schema too: the official TypeScript SDK, and so what is
 * built on it, refuses one that does not fit, and the model never reads why its call failed.
 */
public final class AnswerSchema {
  /**
   * What a result as a whole must fulfil, and an error need not. The server checks results by it;
   * clients are not told, since some refuse a schema that begins with alternatives.
   */
  private static final List<String> RESULT_RULES =
      List.of(
          "required",
          "anyOf",
          "allOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "dependentRequired",
          "dependentSchemas",
          "minProperties",
          "maxProperties");

  private AnswerSchema() {}

  /** The schema to tell to clients. */
  public static JsonNode of(ToolSpec spec) {
    ObjectNode schema = spec.outputSchema().deepCopy();
    // A failure's partial result may be part of another tool's, and nested the keyword tells a
    // reader nothing that is worth its tokens in every session.
    for (JsonNode closed : schema.findParents("additionalProperties")) {
      if (closed.path("additionalProperties").isBoolean()) {
        ((ObjectNode) closed).remove("additionalProperties");
      }
    }
    schema.remove(RESULT_RULES);
    schema.withObjectProperty("properties").set("error", error());
    return schema;
  }

  private static ObjectNode error() {
    ObjectNode error = Json.MAPPER.createObjectNode();
    error.put("type", "object");
    ArrayNode required = error.putArray("required");
    List.of("code", "message", "hint").forEach(required::add);
    error.putObject("additionalProperties").put("type", "string");
    return error;
  }
}
