package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import org.dockermcp.tool.SchemaMessages;

/** Checks what a tool gives against its own output schema; safe for use by many threads. */
final class AnswerCheck {
  private static final int MOST_PROBLEMS = 5;

  private final JsonNode declared;
  private final Schema schema;

  AnswerCheck(JsonNode outputSchema) {
    declared = outputSchema;
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(outputSchema);
  }

  /**
   * Leaves out each field that is null and need not be given: the schema has one type for it, since
   * some clients take no schema with two.
   */
  void omitNulls(ObjectNode answer) {
    omitNulls(answer, declared);
  }

  private static void omitNulls(JsonNode value, JsonNode schema) {
    if (value.isArray()) {
      value.forEach(item -> omitNulls(item, schema.path("items")));
    } else if (value instanceof ObjectNode object) {
      schema
          .path("properties")
          .properties()
          .forEach(
              field -> {
                if (object.path(field.getKey()).isNull() && !requires(schema, field.getKey())) {
                  object.remove(field.getKey());
                }
                omitNulls(object.path(field.getKey()), field.getValue());
              });
    }
  }

  private static boolean requires(JsonNode schema, String field) {
    for (JsonNode name : schema.path("required")) {
      if (name.asText().equals(field)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses an answer that its definition does not allow: the operator must learn of it, and a
   * client cannot help it.
   *
   * @throws IllegalStateException that names every place, {@value #MOST_PROBLEMS} at most, and
   *     quotes nothing of the answer
   */
  void check(String tool, JsonNode answer) {
    List<Error> errors = schema.validate(answer);
    SchemaMessages messages = new SchemaMessages("the result", errors);
    String problems =
        errors.stream()
            .map(messages::text)
            .distinct()
            .limit(MOST_PROBLEMS)
            .collect(Collectors.joining(" and "));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "the result of %s does not match its outputSchema: %s".formatted(tool, problems));
    }
  }
}
