package org.dockermcp.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool's definition, as its {@code .tool.yaml} states it with MCP's own field names.
 *
 * @param name also the file's name and the route's id
 * @param title for people
 * @param description for the model
 * @param inputSchema JSON Schema of the arguments, key order kept
 * @param outputSchema JSON Schema of the structured content, key order kept
 * @param annotations MCP's hints
 * @param confirm flags of the arguments that the user is asked about when they are true, each with
 *     the question; may be empty
 * @param examples calls with what they must give, for tests alone; may be empty
 */
public record ToolSpec(
    String name,
    String title,
    String description,
    JsonNode inputSchema,
    JsonNode outputSchema,
    Hints annotations,
    Map<String, String> confirm,
    List<ToolExample> examples) {

  /** How a tool's file is named. */
  public static final String SUFFIX = ".tool.yaml";

  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /**
   * MCP's {@code annotations}, all four always given.
   *
   * @param readOnlyHint changes nothing
   * @param destructiveHint may destroy something
   * @param idempotentHint calling again with the same arguments changes nothing more
   * @param openWorldHint reaches beyond this machine
   */
  public record Hints(
      @JsonProperty(required = true) boolean readOnlyHint,
      @JsonProperty(required = true) boolean destructiveHint,
      @JsonProperty(required = true) boolean idempotentHint,
      @JsonProperty(required = true) boolean openWorldHint) {}

  /** Questions and examples that the file does not have are null here. */
  public ToolSpec(
      String name,
      String title,
      String description,
      JsonNode inputSchema,
      JsonNode outputSchema,
      Hints annotations,
      @Nullable Map<String, String> confirm,
      @Nullable List<ToolExample> examples) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name '" + name + "' does not match " + NAME);
    }
    require(title, "title");
    require(description, "description");
    require(inputSchema, "inputSchema");
    require(outputSchema, "outputSchema");
    require(annotations, "annotations");
    this.name = name;
    this.title = title;
    this.description = description;
    this.inputSchema = inputSchema;
    this.outputSchema = outputSchema;
    this.annotations = annotations;
    this.confirm =
        confirm == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(confirm));
    this.examples = examples == null ? List.of() : List.copyOf(examples);
  }

  private static void require(Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("'" + field + "' is missing");
    }
  }

  /**
   * Makes a tool of a file's text.
   *
   * @param file whose text it is, and whose name the tool must have
   * @throws IOException when it is no tool file; the message does not name the file
   */
  public static ToolSpec parse(Path file, String text) throws IOException {
    ToolSpec spec = Json.YAML.readValue(text, ToolSpec.class);
    if (!String.valueOf(file.getFileName()).equals(spec.name + SUFFIX)) {
      throw new IOException("name '" + spec.name + "' is not the file's name");
    }
    return spec;
  }

  /**
   * A file's text as a tree, which need not be a tool.
   *
   * @throws IOException when it is no YAML
   */
  public static JsonNode tree(String text) throws IOException {
    return Json.YAML.readTree(text);
  }

  /** Whether a tree names the tool that its file's name says. */
  public static boolean isOf(Path file, JsonNode tree) {
    return String.valueOf(file.getFileName()).equals(tree.path("name").asText() + SUFFIX);
  }

  /** The schema as nested maps, key order kept. */
  public static Map<String, Object> asMap(JsonNode schema) {
    return Json.MAPPER.convertValue(schema, new TypeReference<>() {});
  }
}
