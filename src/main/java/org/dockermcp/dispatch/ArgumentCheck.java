package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Checks arguments against one tool's input schema; safe for use by many threads. */
final class ArgumentCheck {
  private static final int MOST_PROBLEMS = 5;

  private final Schema schema;
  private final String taken;

  ArgumentCheck(JsonNode inputSchema) {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(inputSchema);
    List<String> names = new ArrayList<>();
    inputSchema.path("properties").fieldNames().forEachRemaining(names::add);
    taken = names.isEmpty() ? "it takes no arguments" : "it takes " + String.join(", ", names);
  }

  /**
   * Refuses arguments that break the schema.
   *
   * @throws ToolFailure that names every broken argument, {@value #MOST_PROBLEMS} at most
   */
  void check(ToolCall call) {
    ObjectNode given = Json.MAPPER.valueToTree(call.arguments().values());
    given.properties().forEach(ArgumentCheck::makeFinite);
    List<Error> errors = schema.validate(given);
    String problems =
        errors.stream()
            .map(error -> problem(error, errors))
            .distinct()
            .limit(MOST_PROBLEMS)
            .collect(Collectors.joining(" and "));
    if (!problems.isEmpty()) {
      throw ToolFailure.invalid("call " + call.tool(), problems, taken);
    }
  }

  /** The validator fails at what JSON calls 1e999 where one of some texts is wanted. */
  private static void makeFinite(Map.Entry<String, JsonNode> argument) {
    double number = argument.getValue().isDouble() ? argument.getValue().doubleValue() : 0;
    if (Double.isInfinite(number)) {
      argument.setValue(DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, number)));
    }
  }

  private static String problem(Error error, List<Error> all) {
    String place = error.getInstanceLocation().toString().replaceFirst("^[/$]", "");
    String argument = "'" + PlainText.of(place) + "' ";
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> "'" + error.getProperty() + "' is missing";
      case "additionalProperties" ->
          "there is no argument '" + PlainText.of(error.getProperty()) + "'";
      case "type" ->
          argument + "must be " + expected(error, all) + ", not " + found(error.getInstanceNode());
      case "minimum" -> argument + "must be at least " + rule.asText();
      case "maximum" -> argument + "must be at most " + rule.asText();
      case "minLength" -> argument + "must have " + rule.asText() + " or more characters";
      case "maxLength" -> argument + "must have no more than " + rule.asText() + " characters";
      case "maxItems" -> argument + "must have no more than " + rule.asText() + " items";
      default -> argument + PlainText.clause(error.getMessage());
    };
  }

  /** The type that the error's place takes, or those of an anyOf, each of which is an error. */
  private static String expected(Error error, List<Error> all) {
    return all.stream()
        .filter(other -> "type".equals(other.getKeyword()))
        .filter(other -> other.getInstanceLocation().equals(error.getInstanceLocation()))
        .map(other -> named(other.getSchemaNode().asText()))
        .collect(Collectors.joining(" or "));
  }

  private static String found(JsonNode value) {
    return named(value.getNodeType().name().toLowerCase(Locale.ROOT));
  }

  private static String named(String type) {
    return switch (type) {
      case "null" -> type;
      case "array", "integer", "object" -> "an " + type;
      default -> "a " + type;
    };
  }
}
