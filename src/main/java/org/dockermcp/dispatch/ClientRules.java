package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dockermcp.tool.FileSchema.Fault;
import org.dockermcp.tool.SchemaMessages;

/**
 * What the strictest clients take of a JSON Schema, beyond the words that {@code tool.schema.json}
 * allows: each field has one type and a plain name, each list says what it holds, and {@code anyOf}
 * stands alone.
 */
final class ClientRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final List<String> NAMED = List.of("properties", "patternProperties");
  private static final List<String> SINGLE =
      List.of("additionalProperties", "items", "not", "propertyNames");
  private static final List<String> LISTED = List.of("allOf", "anyOf", "prefixItems");

  private final List<Fault> faults = new ArrayList<>();

  private ClientRules() {}

  /**
   * Everything in which a schema breaks the rules; empty when it breaks none.
   *
   * @param name of the schema, with which each path begins
   */
  static List<Fault> faults(String name, JsonNode schema) {
    ClientRules rules = new ClientRules();
    if (schema.has("anyOf")) {
      rules.fault(List.of(name, "anyOf"), "stands at the root");
    }
    rules.visit(List.of(name), schema);
    return rules.faults;
  }

  private void visit(List<Object> path, JsonNode schema) {
    if (schema.has("anyOf") && schema.size() > 1 && path.size() > 1) {
      fault(more(path, "anyOf"), "stands beside other words");
    }
    // What is no object at the root is told elsewhere.
    if (path.size() > 1 && schema.path("type").asText().equals("array") && !schema.has("items")) {
      missing(more(path, "items"));
    }
    for (String word : NAMED) {
      for (Map.Entry<String, JsonNode> field : schema.path(word).properties()) {
        visitField(more(more(path, word), field.getKey()), field.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      if (!NAME.matcher(field.getKey()).matches()) {
        fault(more(more(path, "properties"), field.getKey()), "is no name of " + NAME);
      }
    }
    for (String word : SINGLE) {
      if (schema.path(word).isObject()) {
        visit(more(path, word), schema.path(word));
      }
    }
    for (String word : LISTED) {
      for (int i = 0; i < schema.path(word).size(); i++) {
        visit(more(more(path, word), i), schema.path(word).path(i));
      }
    }
  }

  private void visitField(List<Object> path, JsonNode field) {
    if (field.isObject() && !field.path("type").isTextual()) {
      missing(more(path, "type"));
    }
    visit(path, field);
  }

  private void missing(List<Object> path) {
    faults.add(new Fault(path, "'" + SchemaMessages.text(path) + "' is missing"));
  }

  private void fault(List<Object> path, String what) {
    String reason = "'%s' %s, which some clients refuse".formatted(SchemaMessages.text(path), what);
    faults.add(new Fault(path, reason));
  }

  private static List<Object> more(List<Object> path, Object part) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(part);
    return longer;
  }
}
