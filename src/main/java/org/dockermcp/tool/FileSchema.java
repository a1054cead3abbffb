package org.dockermcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dockermcp.text.PlainText;

/**
 * A JSON Schema for one kind of file in the folder of the tools; safe for use by many threads.
 *
 * <p>The schema is the one in the jar, made of the one in {@code routes/}; what lies in an
 * operator's folder under that name is for editors alone.
 */
public final class FileSchema {
  private final String resource;
  private final Schema schema;

  /**
   * Loads a schema.
   *
   * @param resource its file name, such as {@code tool.schema.json}
   */
  public FileSchema(String resource) {
    this.resource = resource;
    try (InputStream in = Objects.requireNonNull(FileSchema.class.getResourceAsStream(resource))) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is wrong, and where.
   *
   * @param path to it, names of fields and indexes of lists; what is missing is its last part
   * @param reason without a full stop, may hold the file's own text
   */
  public record Fault(List<?> path, String reason) {}

  /** Everything in which a file breaks the schema; empty when it breaks nothing. */
  public List<Fault> faults(JsonNode file) {
    List<Error> errors = schema.validate(file);
    return errors.stream().map(error -> fault(error, errors)).distinct().toList();
  }

  private Fault fault(Error error, List<Error> all) {
    List<Object> place = place(error.getInstanceLocation());
    JsonNode rule = error.getSchemaNode();
    String here = place.isEmpty() ? "the file" : "'" + text(place) + "'";
    return switch (error.getKeyword()) {
      case "required" -> {
        List<Object> missing = more(place, error.getProperty());
        yield new Fault(missing, "'%s' is missing".formatted(text(missing)));
      }
      case "additionalProperties" -> {
        List<Object> more = more(place, error.getProperty());
        yield new Fault(
            more, "'%s' is unknown; see %s for the allowed fields".formatted(text(more), resource));
      }
      case "type" ->
          new Fault(
              place,
              "%s must be %s, not %s"
                  .formatted(here, expected(error, all), found(error.getInstanceNode())));
      case "pattern" ->
          new Fault(
              place,
              error.getInstanceNode().asText().isBlank()
                  ? here + " is blank"
                  : "%s does not match %s".formatted(here, rule.asText()));
      case "const" -> new Fault(place, "%s must be %s".formatted(here, rule));
      case "enum" ->
          new Fault(place, "%s is not among %s".formatted(here, rule.toString().replace("\"", "")));
      case "minProperties", "minItems" -> new Fault(place, here + " is empty");
      default -> new Fault(place, here + " " + PlainText.clause(error.getMessage()));
    };
  }

  private static List<Object> place(NodePath path) {
    List<Object> place = new ArrayList<>();
    for (int i = 0; i < path.getNameCount(); i++) {
      place.add(path.getElement(i));
    }
    return place;
  }

  /** As people write it: {@code inputSchema.properties.command}, {@code examples[0].result}. */
  public static String text(List<?> place) {
    return place.stream()
        .map(part -> part instanceof Integer ? "[" + part + "]" : "." + part)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  /** The kinds that go there, each of which is an error of its own where several do. */
  private static String expected(Error error, List<Error> all) {
    return all.stream()
        .filter(other -> "type".equals(other.getKeyword()))
        .filter(other -> other.getInstanceLocation().equals(error.getInstanceLocation()))
        .map(other -> named(other.getSchemaNode().asText()))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String found(JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? "nothing"
        : named(value.getNodeType().name().toLowerCase(Locale.ROOT));
  }

  private static String named(String type) {
    return switch (type) {
      case "array" -> "a list";
      case "string" -> "a text";
      case "number" -> "a number";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      case "null" -> "nothing";
      default -> "an " + type;
    };
  }

  public static List<Object> more(List<?> place, Object part) {
    List<Object> path = new ArrayList<>(place);
    path.add(part);
    return path;
  }
}
