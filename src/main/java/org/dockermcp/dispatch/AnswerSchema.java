package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolSpec;

/**
 * The JSON Schema of all that a tool may answer: the result that its file promises, or an error.
 *
 * <p>Clients hold failures against the schema too: the official TypeScript SDK, and so what is
 * built on it, refuses one that does not fit, and the model never reads why its call failed.
 */
public final class AnswerSchema {
  /** What a result as a whole must fulfil, and an error need not. */
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
    ObjectNode result = Json.MAPPER.createObjectNode();
    for (String rule : RESULT_RULES) {
      JsonNode given = schema.remove(rule);
      if (given != null) {
        result.set(rule, given);
      }
    }
    // What was achieved before a failure can be a part of another tool's result.
    schema.remove("additionalProperties");
    schema.withObjectProperty("properties").set("error", error());
    ArrayNode either = schema.putArray("anyOf");
    either.add(result);
    either.addObject().putArray("required").add("error");
    return schema;
  }

  private static ObjectNode error() {
    ObjectNode error = Json.MAPPER.createObjectNode();
    error.put("type", "object");
    error.put("description", "Why the call failed; only when it did.");
    error.put("additionalProperties", false);
    ArrayNode required = error.putArray("required");
    List.of("code", "message", "hint").forEach(required::add);
    ObjectNode properties = error.putObject("properties");
    text(properties, "message", "One sentence: what was tried, why it failed, what to do.");
    text(properties, "hint", "What to do.");
    ArrayNode codes = text(properties, "code", "The kind of failure.").putArray("enum");
    List.of(ErrorCode.values()).forEach(code -> codes.add(code.name()));
    return error;
  }

  private static ObjectNode text(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }
}
