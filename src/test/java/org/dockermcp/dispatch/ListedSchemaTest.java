package org.dockermcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

/** That no client refuses a shipped tool for its schemas, as they are listed. */
class ListedSchemaTest {
  private static final Set<String> REFUSED =
      Set.of("$ref", "$schema", "$id", "$defs", "const", "oneOf");

  private int visited;

  @Test
  void c27EverySchemaObeysTheStrictestClients() {
    List<ToolSpec> tools = RouteFolder.read(Path.of("routes"), List.of(), Map.of()).tools().specs();
    assertThat(tools).hasSizeGreaterThan(10);
    for (ToolSpec tool : tools) {
      assertThat(tool.name()).matches("[A-Za-z0-9_-]{1,64}");
      visitRoot(tool.name() + " takes", tool.inputSchema());
      visitRoot(tool.name() + " gives", AnswerSchema.of(tool));
    }
    assertThat(visited).as("fields of all schemas").isGreaterThan(100);
  }

  private void visitRoot(String place, JsonNode schema) {
    assertThat(schema.path("type").asText()).as(place).isEqualTo("object");
    assertThat(schema.has("anyOf")).as("%s: anyOf at the root", place).isFalse();
    visit(place, schema);
  }

  private void visit(String place, JsonNode schema) {
    assertThat(schema.fieldNames()).toIterable().as(place).doesNotContainAnyElementsOf(REFUSED);
    assertThat(!schema.has("anyOf") || schema.size() == 1).as("%s: anyOf alone", place).isTrue();
    assertThat(schema.path("type").isArray()).as("%s: list of types", place).isFalse();
    if (schema.path("type").asText().equals("array")) {
      assertThat(schema.path("items").isObject()).as("%s: items", place).isTrue();
    }
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      visited++;
      String name = place + "." + field.getKey();
      assertThat(field.getKey()).as(place).matches("[A-Za-z0-9_-]{1,64}");
      assertThat(field.getValue().path("type").isTextual()).as("%s: one type", name).isTrue();
      visit(name, field.getValue());
    }
    for (String word : new String[] {"items", "additionalProperties", "not"}) {
      if (schema.path(word).isObject()) {
        visit(place + "." + word, schema.path(word));
      }
    }
    for (String word : new String[] {"anyOf", "allOf", "prefixItems"}) {
      schema.path(word).forEach(one -> visit(place + "." + word, one));
    }
  }
}
