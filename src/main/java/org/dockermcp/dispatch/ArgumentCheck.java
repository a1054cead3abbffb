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
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.SchemaMessages;
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
    SchemaMessages messages = new SchemaMessages("the list of arguments", errors);
    String problems =
        errors.stream()
            .map(error -> problem(error, messages))
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

  private static String problem(Error error, SchemaMessages messages) {
    boolean isUnknownArgument =
        error.getKeyword().equals("additionalProperties")
            && error.getInstanceLocation().getNameCount() == 0;
    return isUnknownArgument
        ? "there is no argument '" + PlainText.of(error.getProperty()) + "'"
        : messages.text(error);
  }
}
