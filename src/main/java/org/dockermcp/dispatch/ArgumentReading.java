package org.dockermcp.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.tool.Json;

/**
 * Reads what clients send as what one tool's input schema wants, where it can mean nothing else;
 * safe for use by many threads.
 *
 * <ul>
 *   <li>{@code null} counts as not given, of a field at any depth; blank text does where other than
 *       text is wanted, in a name or a choice, and empty text where one character is the least. An
 *       item of a list is never left out: the others would move.
 *   <li>Text that is exactly JSON of the wanted type is read; other text is the one item of a list
 *       of texts. A number without a fraction is a whole number.
 *   <li>Blanks round names and choices are cut off. Numbers are text where a name is wanted, and so
 *       are numbers, {@code true} and {@code false} in lists and objects of texts.
 * </ul>
 *
 * <p>Whatever else does not fit is left as it is, for the schema's check to refuse.
 */
final class ArgumentReading {
  /** Names mean the same in every tool, and blanks are part of none. */
  private static final Set<String> NAMES =
      Set.of(
          "container_id",
          "image",
          "name",
          "output_id",
          "package_manager",
          "process_id",
          "session_id",
          "working_dir");

  /** Texts of programs, kept as they are and useless when blank. */
  private static final Set<String> PROGRAMS = Set.of("command", "script");

  private static final ObjectReader JSON =
      Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Of a number as text, such as 0.1 or 1e-3; a longer one is none that a tool could use. */
  private static final int LONGEST_NUMBER = 64;

  private final JsonNode schema;
  private final Set<String> required = new HashSet<>();

  ArgumentReading(JsonNode inputSchema) {
    schema = inputSchema;
    inputSchema.path("required").forEach(name -> required.add(name.asText()));
  }

  /** The arguments as the tool's route gets them. */
  ObjectNode read(ObjectNode given) {
    ObjectNode read = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> argument : given.properties()) {
      String name = argument.getKey();
      JsonNode wanted = schema.path("properties").path(name);
      if (!isAbsent(name, argument.getValue(), wanted)) {
        JsonNode value = argument.getValue();
        read.set(name, isName(name, wanted) ? name(value) : value(value, wanted));
      }
    }
    return read;
  }

  private boolean isAbsent(String name, JsonNode value, JsonNode wanted) {
    if (wanted.isMissingNode()) {
      return false;
    }
    if (value.isNull()) {
      return true;
    }
    if (value.isArray() && value.isEmpty()) {
      return !required.contains(name);
    }
    if (!value.isTextual() || !value.textValue().isBlank()) {
      return false;
    }
    return !isText(wanted)
        || isName(name, wanted)
        || (PROGRAMS.contains(name) && required.contains(name))
        || (value.textValue().isEmpty() && wanted.path("minLength").asInt() > 0);
  }

  private static boolean isText(JsonNode wanted) {
    return wanted.path("type").asText().equals("string");
  }

  private static boolean isName(String name, JsonNode wanted) {
    return isText(wanted) && (NAMES.contains(name) || wanted.has("enum"));
  }

  private static JsonNode name(JsonNode value) {
    return value.isTextual() ? TextNode.valueOf(value.textValue().strip()) : text(value, false);
  }

  private static JsonNode value(JsonNode value, JsonNode wanted) {
    return switch (wanted.path("type").asText()) {
      case "integer" -> whole(number(value));
      case "number" -> number(value);
      case "boolean" -> parsed(value).filter(JsonNode::isBoolean).orElse(value);
      case "array" -> items(list(value, wanted), wanted.path("items"));
      case "object" -> fields(parsed(value).filter(JsonNode::isObject).orElse(value), wanted);
      default -> value;
    };
  }

  private static JsonNode number(JsonNode value) {
    return value.isTextual() && value.textValue().length() > LONGEST_NUMBER
        ? value
        : parsed(value).filter(JsonNode::isNumber).orElse(value);
  }

  /** A whole number that came with a fraction of zero; anything else as it is. */
  private static JsonNode whole(JsonNode value) {
    if (!value.isFloatingPointNumber() || !Double.isFinite(value.doubleValue())) {
      return value;
    }
    BigDecimal number = value.decimalValue();
    if (number.stripTrailingZeros().scale() > 0) {
      return value;
    }
    return value.canConvertToInt()
        ? IntNode.valueOf(value.intValue())
        : BigIntegerNode.valueOf(number.toBigInteger());
  }

  private static JsonNode list(JsonNode value, JsonNode wanted) {
    Optional<JsonNode> list = parsed(value).filter(JsonNode::isArray);
    return list.isEmpty() && value.isTextual() && isText(wanted.path("items"))
        ? Json.MAPPER.createArrayNode().add(value)
        : list.orElse(value);
  }

  private static JsonNode items(JsonNode list, JsonNode wanted) {
    if (!list.isArray()) {
      return list;
    }
    ArrayNode read = Json.MAPPER.createArrayNode();
    list.forEach(item -> read.add(nested(item, wanted)));
    return read;
  }

  private static JsonNode fields(JsonNode object, JsonNode wanted) {
    if (!object.isObject()) {
      return object;
    }
    ObjectNode read = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode declared = wanted.path("properties").path(field.getKey());
      JsonNode own = declared.isMissingNode() ? wanted.path("additionalProperties") : declared;
      if (!field.getValue().isNull() || !own.isObject()) {
        read.set(field.getKey(), nested(field.getValue(), own));
      }
    }
    return read;
  }

  private static JsonNode nested(JsonNode value, JsonNode wanted) {
    return isText(wanted) ? text(value, true) : value(value, wanted);
  }

  /** A number, and where they are taken also true and false, as text. */
  private static JsonNode text(JsonNode value, boolean flags) {
    if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
      return TextNode.valueOf(BigDecimal.valueOf(value.doubleValue()).toPlainString());
    }
    boolean readable = value.isIntegralNumber() || (flags && value.isBoolean());
    return readable ? TextNode.valueOf(value.asText()) : value;
  }

  /** The value of JSON text; a value that is no text is its own. Empty when the text is no JSON. */
  private static Optional<JsonNode> parsed(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.of(value);
    }
    try {
      return Optional.ofNullable(JSON.readTree(value.textValue()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
