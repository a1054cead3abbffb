package org.dockermcp.routes.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ${name}} stands for in one example; for use by one thread. */
final class Placeholders {
  /** With the dollar before it, by which it is meant as it is written. */
  private static final Pattern PLACEHOLDER = Pattern.compile("(\\$?)\\$\\{([A-Za-z0-9_]+)\\}");

  private final Map<String, JsonNode> values = new HashMap<>();

  void put(String name, String value) {
    values.put(name, TextNode.valueOf(value));
  }

  /** Takes the fields of a result, in the place of earlier ones of the same names. */
  void putAll(ObjectNode result) {
    result.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
  }

  /**
   * A copy in which each placeholder is replaced.
   *
   * @throws NoSuchElementException naming the one that stands for nothing
   */
  JsonNode fill(JsonNode value) {
    if (value.isTextual()) {
      return fill(value.textValue());
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.isObject()) {
      ObjectNode filled = nodes.objectNode();
      value.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
      return filled;
    }
    if (value.isArray()) {
      ArrayNode filled = nodes.arrayNode();
      value.forEach(item -> filled.add(fill(item)));
      return filled;
    }
    return value;
  }

  private JsonNode fill(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    if (matcher.matches() && matcher.group(1).isEmpty()) {
      return value(matcher.group(2));
    }
    return TextNode.valueOf(
        matcher
            .reset()
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1).isEmpty()
                            ? text(value(found.group(2)))
                            : found.group().substring(1))));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private JsonNode value(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw new NoSuchElementException(
          "${%s} stands for nothing: no earlier result has '%s'".formatted(name, name));
    }
    return value;
  }
}
