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
import java.util.Map;
import java.util.stream.Collectors;
import org.dockermcp.text.Nearest;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.SchemaMessages;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolSpec;

/**
 * Reads and checks arguments by one tool's input schema; safe for use by many threads.
 *
 * <p>What the tool's route gets is what {@link ArgumentReading} made of what the client sent.
 */
final class ArgumentCheck {
  private static final int MOST_PROBLEMS = 5;

  private final ArgumentReading reading;
  private final Schema schema;
  private final List<String> names = new ArrayList<>();
  private final String taken;

  ArgumentCheck(JsonNode inputSchema) {
    reading = new ArgumentReading(inputSchema);
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(inputSchema);
    inputSchema.path("properties").fieldNames().forEachRemaining(names::add);
    taken = names.isEmpty() ? "it takes no arguments" : "it takes " + String.join(", ", names);
  }

  /**
   * The call with its arguments as the schema wants them.
   *
   * @throws ToolFailure that names every argument which breaks the schema, {@value #MOST_PROBLEMS}
   *     at most
   */
  ToolCall check(ToolCall call) {
    ObjectNode given = Json.MAPPER.valueToTree(call.arguments().values());
    ObjectNode read = reading.read(given);
    ToolCall checked = call.with(new Arguments(ToolSpec.asMap(read)));
    read.properties().forEach(ArgumentCheck::makeFinite);
    List<Error> errors = schema.validate(read);
    SchemaMessages messages = SchemaMessages.ofArguments(errors);
    String problems =
        errors.stream()
            .map(error -> problem(error, messages, given))
            .distinct()
            .limit(MOST_PROBLEMS)
            .collect(Collectors.joining(" and "));
    if (!problems.isEmpty()) {
      throw ToolFailure.invalid("call " + call.tool(), problems, taken);
    }
    return checked;
  }

  /** The validator fails at what JSON calls 1e999 where one of some texts is wanted. */
  private static void makeFinite(Map.Entry<String, JsonNode> argument) {
    double number = argument.getValue().isDouble() ? argument.getValue().doubleValue() : 0;
    if (Double.isInfinite(number)) {
      argument.setValue(DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, number)));
    }
  }

  private String problem(Error error, SchemaMessages messages, ObjectNode given) {
    boolean isWhole = error.getInstanceLocation().getNameCount() == 0;
    String name = String.valueOf(error.getProperty());
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          isWhole
              ? "there is no argument '%s'%s"
                  .formatted(PlainText.of(name), Nearest.question(name, names))
              : messages.text(error);
      case "required" ->
          isWhole && given.has(name)
              ? "'%s' is %s".formatted(name, given.get(name).isNull() ? "null" : "blank")
              : messages.text(error);
      case "enum" -> messages.text(error) + nearestOf(error);
      default -> messages.text(error);
    };
  }

  private static String nearestOf(Error error) {
    List<String> choices = new ArrayList<>();
    error.getSchemaNode().forEach(choice -> choices.add(choice.asText()));
    return Nearest.question(error.getInstanceNode().asText(), choices);
  }
}
