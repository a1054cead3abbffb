package org.dockermcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dockermcp.text.PlainText;

/**
 * The messages for the errors of one value against a JSON Schema, such as {@code 'packages[1]' must
 * be a string, not a number}; immutable.
 *
 * <p>They quote names of the value's fields and what the schema says, and no other part of the
 * value.
 */
public final class SchemaMessages {
  private final String whole;
  private final List<Error> errors;

  /** Whether a type that is wanted is shown with an example. */
  private final boolean examples;

  /**
   * @param whole what the value is called, such as {@code the file}
   * @param errors all that the value has
   */
  public SchemaMessages(String whole, List<Error> errors) {
    this(whole, errors, false);
  }

  private SchemaMessages(String whole, List<Error> errors, boolean examples) {
    this.whole = whole;
    this.errors = List.copyOf(errors);
    this.examples = examples;
  }

  /** Of a call's arguments, with the form of what is wanted. */
  public static SchemaMessages ofArguments(List<Error> errors) {
    return new SchemaMessages("the list of arguments", errors, true);
  }

  /** The message for one of the errors, without a full stop. */
  public String text(Error error) {
    List<Object> path = path(error);
    String place = path.isEmpty() ? whole : "'" + PlainText.of(text(path)) + "'";
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> place + " is missing";
      case "additionalProperties" -> place + " is unknown";
      case "type" ->
          "%s must be %s, not %s".formatted(place, expected(error), kind(error.getInstanceNode()));
      case "const" -> place + " must be " + rule;
      case "enum" -> "%s is not among %s".formatted(place, rule.toString().replace("\"", ""));
      case "pattern" ->
          error.getInstanceNode().asText().isBlank()
              ? place + " is blank"
              : place + " does not match " + rule.asText();
      case "minimum" -> place + " must be at least " + rule.asText();
      case "maximum" -> place + " must be at most " + rule.asText();
      case "minLength" -> atLeast(place, rule, "characters");
      case "minItems" -> atLeast(place, rule, "items");
      case "minProperties" -> atLeast(place, rule, "fields");
      case "maxLength" -> atMost(place, rule, "characters");
      case "maxItems" -> atMost(place, rule, "items");
      case "maxProperties" -> atMost(place, rule, "fields");
      default -> place + " " + PlainText.clause(error.getMessage());
    };
  }

  private static String atLeast(String place, JsonNode bound, String unit) {
    return bound.asInt() == 1
        ? place + " is empty"
        : "%s must have %s or more %s".formatted(place, bound.asText(), unit);
  }

  private static String atMost(String place, JsonNode bound, String unit) {
    return "%s must have no more than %s %s".formatted(place, bound.asText(), unit);
  }

  /**
   * Where an error is: names of fields and indexes of lists. What is missing or unknown is the last
   * part.
   */
  public static List<Object> path(Error error) {
    NodePath location = error.getInstanceLocation();
    List<Object> path = new ArrayList<>();
    for (int i = 0; i < location.getNameCount(); i++) {
      path.add(location.getElement(i));
    }
    String keyword = error.getKeyword();
    if (keyword.equals("required") || keyword.equals("additionalProperties")) {
      path.add(error.getProperty());
    }
    return path;
  }

  /** As people write it: {@code inputSchema.properties.command}, {@code examples[0].result}. */
  public static String text(List<?> path) {
    return path.stream()
        .map(part -> part instanceof Integer ? "[" + part + "]" : "." + part)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  /** The types allowed at the error's place, each of which is an error where several are. */
  private String expected(Error error) {
    return errors.stream()
        .filter(other -> "type".equals(other.getKeyword()))
        .filter(other -> other.getInstanceLocation().equals(error.getInstanceLocation()))
        .map(other -> other.getSchemaNode().asText())
        .map(type -> examples ? named(type) + example(type) : named(type))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String kind(JsonNode value) {
    return value.isMissingNode()
        ? "null"
        : named(value.getNodeType().name().toLowerCase(Locale.ROOT));
  }

  private static String example(String type) {
    return switch (type) {
      case "array" -> " such as [\"a\", \"b\"]";
      case "object" -> " such as {\"A\": \"1\"}";
      case "number" -> " such as 2.5";
      case "integer" -> " such as 100";
      default -> "";
    };
  }

  private static String named(String type) {
    return switch (type) {
      case "array" -> "a list";
      case "string" -> "a string";
      case "number" -> "a number";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      case "null" -> "null";
      default -> "an " + type;
    };
  }
}
