package org.dockermcp.dispatch;

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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Json;

/**
 * Holds tool files against {@code tool.schema.json}; safe for use by many threads.
 *
 * <p>The schema is the one in the jar, made of the one in {@code routes/}; what lies in an
 * operator's folder under that name is for editors alone.
 */
public final class ToolFileCheck {
  private static final String RESOURCE = "tool.schema.json";
  private static final Schema SCHEMA = load();

  private ToolFileCheck() {}

  /**
   * What is wrong, and where.
   *
   * @param path to it, names of fields and indexes of lists; what is missing is its last part
   * @param reason without a full stop, may hold the file's own text
   */
  public record Fault(List<?> path, String reason) {}

  private static Schema load() {
    try (InputStream in =
        Objects.requireNonNull(ToolFileCheck.class.getResourceAsStream(RESOURCE))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that is wrong with a tool file; empty when it is a tool. */
  public static List<Fault> faults(JsonNode file) {
    List<Error> errors = SCHEMA.validate(file);
    List<Fault> faults = new ArrayList<>();
    for (Error error : errors) {
      faults.add(fault(error, errors));
    }
    for (String schema : List.of("inputSchema", "outputSchema")) {
      undeclared(List.of(schema), file.path(schema), faults);
    }
    return faults.stream().distinct().toList();
  }

  /** Adds the fields that must be given and are not described; a schema cannot say that. */
  private static void undeclared(List<?> place, JsonNode schema, List<Fault> faults) {
    JsonNode required = schema.path("required");
    if (schema.isObject() && required.isArray()) {
      Set<String> declared = new HashSet<>();
      schema.path("properties").fieldNames().forEachRemaining(declared::add);
      List<Object> path = new ArrayList<>(place);
      path.add("required");
      required.forEach(
          name -> {
            if (name.isTextual() && !declared.contains(name.asText())) {
              String reason =
                  "'%s' is required in %s and not among its properties"
                      .formatted(name.asText(), text(place));
              faults.add(new Fault(path, reason));
            }
          });
    }
    if (schema.isObject()) {
      for (Map.Entry<String, JsonNode> entry : schema.properties()) {
        // Values that are right may look like schemas.
        if (!Set.of("default", "examples", "enum", "const").contains(entry.getKey())) {
          undeclared(more(place, entry.getKey()), entry.getValue(), faults);
        }
      }
    } else {
      for (int i = 0; i < schema.size(); i++) {
        undeclared(more(place, i), schema.path(i), faults);
      }
    }
  }

  private static List<Object> more(List<?> place, Object part) {
    List<Object> path = new ArrayList<>(place);
    path.add(part);
    return path;
  }

  private static Fault fault(Error error, List<Error> all) {
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
            more,
            "'%s' is unknown; see tool.schema.json for what may stand there".formatted(text(more)));
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
  private static String text(List<?> place) {
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
}
