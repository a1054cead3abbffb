package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tool files that are shipped say all that a model needs to know. */
public class ShippedToolsTest {
  private static final Path ROUTES = Path.of("routes");

  public static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(ROUTES)) {
      return all.filter(file -> file.toString().endsWith(ToolSpec.SUFFIX)).toList();
    }
  }

  static List<ToolSpec> tools() {
    return RouteFolder.read(ROUTES, List.of(), Map.of()).tools().specs();
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesAllFourHintsItself(Path file) throws IOException {
    assertThat(Json.YAML.readTree(Files.readString(file)).path("annotations").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
  }

  @ParameterizedTest
  @MethodSource("tools")
  void describesItselfInSentences(ToolSpec tool) {
    assertThat(tool.title()).isNotBlank().doesNotEndWith(".");
    assertThat(tool.description()).isNotBlank().endsWith(".").doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("tools")
  void takesNoArgumentThatItDoesNotDeclare(ToolSpec tool) {
    assertThat(tool.inputSchema().path("type").asText()).isEqualTo("object");
    assertThat(tool.inputSchema().path("additionalProperties").booleanValue()).isFalse();
    assertThat(tool.inputSchema().has("additionalProperties")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void describesEveryProperty(ToolSpec tool) {
    describesEach(tool.name() + " takes", tool.inputSchema());
    describesEach(tool.name() + " gives", tool.outputSchema());
  }

  private static void describesEach(String where, JsonNode schema) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = where + " " + property.getKey();
      assertThat(property.getValue().path("description").asText()).as(name).isNotBlank();
      describesEach(name, property.getValue());
      describesEach(name, property.getValue().path("items"));
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void saysTheDefaultOfEveryArgumentThatIsNotRequired(ToolSpec tool) {
    String required = tool.inputSchema().path("required").toString();
    // Of its three ways to say what goes, exactly one is given, so none has a default.
    List<String> ways = List.of("container_id", "session_id");
    for (Map.Entry<String, JsonNode> property :
        tool.inputSchema().path("properties").properties()) {
      String name = property.getKey();
      boolean way = tool.name().equals("cleanup_container") && ways.contains(name);
      if (!way && !required.contains('"' + name + '"')) {
        JsonNode schema = property.getValue();
        assertThat(schema.has("default") || schema.path("description").asText().contains("efault"))
            .as(tool.name() + " " + name + " says its default")
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void whatItMustGiveIsDeclared(ToolSpec tool) {
    assertThat(tool.outputSchema().path("required"))
        .allSatisfy(
            name -> assertThat(tool.outputSchema().path("properties").has(name.asText())).isTrue());
  }
}
