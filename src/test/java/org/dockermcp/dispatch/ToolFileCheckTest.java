package org.dockermcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.routes.ShippedToolsTest;
import org.dockermcp.tool.FileSchema;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

/** What a tool file must be. */
class ToolFileCheckTest {
  private static final Path SCHEMA = Path.of("routes/tool.schema.json");
  private static final String GOOD =
      """
      name: count
      title: Count
      description: Counts.
      annotations: {readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false}
      inputSchema: {type: object, additionalProperties: false, properties: {}}
      outputSchema: {type: object, required: [], properties: {}}
      """;

  private static List<String> faults(String text) throws IOException {
    return ToolFileCheck.faults(ToolSpec.tree(text)).stream()
        .map(fault -> fault.reason())
        .sorted()
        .toList();
  }

  private static List<String> faults(String good, String bad) throws IOException {
    assertThat(GOOD).contains(good);
    return faults(GOOD.replace(good, bad));
  }

  @Test
  void whatTheServerChecksIsWhatEditorsCheck() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FileSchema.class.getResourceAsStream("tool.schema.json"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(SCHEMA));
    }
  }

  @Test
  void theSchemaDescribesEverythingInIt() throws IOException {
    JsonNode schema = Json.MAPPER.readTree(Files.readString(SCHEMA));

    describes("the schema", schema);
    schema.path("$defs").properties().forEach(it -> describes(it.getKey(), it.getValue()));
  }

  private static void describes(String name, JsonNode schema) {
    assertThat(schema.path("description").asText()).as(name).isNotBlank();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      describes(name + "." + property.getKey(), property.getValue());
    }
    for (JsonNode branch : schema.path("anyOf")) {
      if (!branch.has("$ref")) {
        describes(name + ".anyOf", branch);
      }
    }
  }

  @Test
  void theSchemaKnowsTheNamesThatToolsMayHave() throws IOException {
    JsonNode schema = Json.MAPPER.readTree(Files.readString(SCHEMA));

    assertThat(
            List.of(
                schema.at("/properties/name/pattern").asText(),
                schema.at("/$defs/step/properties/tool/pattern").asText()))
        .containsOnly("^" + ToolSpec.NAME + "$");
  }

  @Test
  void everyShippedFileNamesTheSchemaInItsFirstLine() throws IOException {
    for (Path file : ShippedToolsTest.files()) {
      assertThat(file)
          .content()
          .startsWith("# yaml-language-server: $schema=./tool.schema.json\nname: ");
    }
  }

  @Test
  void aToolIsNoFault() throws IOException {
    assertThat(faults(GOOD)).isEmpty();
  }

  @Test
  void onlyAFlagCanBeAskedAbout() throws IOException {
    String flag = "properties: {all: {type: boolean, description: All.}}";
    String asked = "name: count\nconfirm: {all: 'Really all?'}";
    String file = GOOD.replaceFirst("properties: \\{}", flag);

    assertThat(faults(file.replace("name: count", asked))).isEmpty();
    assertThat(faults("name: count", asked))
        .containsExactly("'all' is asked about and is no boolean of inputSchema");
    assertThat(faults(file.replace("name: count", "name: count\nconfirm: {all: ' '}")))
        .containsExactly("'confirm.all' is blank");
  }

  @Test
  void allThatIsMissingIsTold() throws IOException {
    assertThat(faults("name: count\n"))
        .containsExactly(
            "'annotations' is missing",
            "'description' is missing",
            "'inputSchema' is missing",
            "'outputSchema' is missing",
            "'title' is missing");
    assertThat(faults("[]")).containsExactly("the file must be an object, not a list");
  }

  @Test
  void aPartIsWhatItMustBe() throws IOException {
    assertThat(faults("name: count", "name: Count it"))
        .containsExactly("'name' does not match ^[a-z][a-z0-9_]{0,63}$");
    assertThat(faults("title: Count", "title: ' '")).containsExactly("'title' is blank");
    assertThat(faults("title: Count", "title: {a: 1}"))
        .containsExactly("'title' must be a string, not an object");
    assertThat(faults("readOnlyHint: true", "readOnlyHint: 'yes'"))
        .containsExactly("'annotations.readOnlyHint' must be true or false, not a string");
    assertThat(faults("title: Count", "title: Count\ntitel: Count"))
        .containsExactly("'titel' is unknown; see tool.schema.json for the allowed fields");
  }

  @Test
  void argumentsAreAnObjectOfWhatIsDeclared() throws IOException {
    assertThat(faults("{type: object, additionalProperties: false,", "{type: array,"))
        .containsExactly(
            "'inputSchema.additionalProperties' is missing",
            "'inputSchema.type' must be \"object\"");
    assertThat(faults("additionalProperties: false", "additionalProperties: true"))
        .containsExactly("'inputSchema.additionalProperties' must be false");
  }

  @Test
  void everyPropertyIsDescribedHoweverDeep() throws IOException {
    String deep =
        "required: [], properties: {a: {type: array, description: A., items: {type: object,"
            + " properties: {b: {anyOf: [{type: object, properties: {c: {type: string}}}],"
            + " description: ''}}}}}";

    assertThat(faults("required: [], properties: {}", deep))
        .contains(
            "'outputSchema.properties.a.items.properties.b.anyOf' stands beside other words, which"
                + " some clients refuse",
            "'outputSchema.properties.a.items.properties.b.type' is missing",
            "'outputSchema.properties.a.items.properties.b.anyOf[0].properties.c.description' is"
                + " missing",
            "'outputSchema.properties.a.items.properties.b.description' is blank");
  }

  @Test
  void aListSaysWhatItHolds() throws IOException {
    assertThat(
            faults(
                "required: [], properties: {}",
                "required: [], properties: {a: {type: array, description: A.}}"))
        .containsExactly("'outputSchema.properties.a.items' is missing");
  }

  @Test
  void anObjectWithoutMoreFieldsSaysWhichThereAre() throws IOException {
    assertThat(
            faults(
                "required: [], properties: {}",
                "required: [], properties: {a: {type: object, description: A.,"
                    + " additionalProperties: false}}"))
        .containsExactly("'outputSchema.properties.a.properties' is missing");
  }

  @Test
  void whatMustBeGivenIsDeclared() throws IOException {
    assertThat(faults("required: []", "required: [a]"))
        .containsExactly("'a' is required in outputSchema and not among its properties");
  }

  private static List<String> faultsOfResult(String properties) throws IOException {
    return faults("required: [], properties: {}", "required: [], properties: {" + properties + "}");
  }

  @Test
  void c27WhatStrictClientsRefuseIsTold() throws IOException {
    assertThat(faultsOfResult("a: {description: A.}"))
        .containsExactly("'outputSchema.properties.a.type' is missing");
    assertThat(faultsOfResult("a b: {type: string, description: A.}"))
        .containsExactly(
            "'outputSchema.properties.a b' is no name of [A-Za-z0-9_-]{1,64}, which some clients"
                + " refuse");
    assertThat(
            faultsOfResult(
                "a: {type: object, description: A., additionalProperties: {type: array}}"))
        .containsExactly("'outputSchema.properties.a.additionalProperties.items' is missing");
    assertThat(faultsOfResult("a: {type: string, description: A., const: x, $ref: y}"))
        .containsExactly(
            "'outputSchema.properties.a.$ref' is unknown; see tool.schema.json for the allowed"
                + " fields",
            "'outputSchema.properties.a.const' is unknown; see tool.schema.json for the allowed"
                + " fields");
    assertThat(faultsOfResult("a: {type: [string, integer], description: A.}"))
        .contains("'outputSchema.properties.a.type' is missing");
    assertThat(faults("required: []", "required: [], anyOf: [{type: object}]"))
        .containsExactly("'outputSchema.anyOf' stands at the root, which some clients refuse");
    assertThat(
            faultsOfResult(
                "a: {type: array, description: A., items: {anyOf: [{type: string}, {type: integer}]}}"))
        .isEmpty();
  }

  @Test
  void aWordThatIsNoneIsTold() throws IOException {
    assertThat(faults("{type: object, required", "{type: object, $id: x, requird: [], required"))
        .containsExactly(
            "'outputSchema.$id' is unknown; see tool.schema.json for the allowed fields",
            "'outputSchema.requird' is unknown; see tool.schema.json for the allowed fields");
  }

  @Test
  void anExampleSaysWhatItShowsAndExpects() throws IOException {
    assertThat(faults(GOOD + "examples:\n  - {arguments: {}, result: {}, before: [{tool: x}]}\n"))
        .containsExactly(
            "'examples[0].before[0].arguments' is missing",
            "'examples[0].description' is missing",
            "'examples[0].result' is empty");
  }
}
