package org.dockermcp.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockermcp.tool.FileSchema;
import org.dockermcp.tool.FileSchema.Fault;
import org.dockermcp.tool.SchemaMessages;

/** Holds tool files against {@code tool.schema.json}; safe for use by many threads. */
public final class ToolFileCheck {
  private static final FileSchema SCHEMA = new FileSchema("tool.schema.json");

  private ToolFileCheck() {}

  /** Everything that is wrong with a tool file; empty when it is a tool. */
  public static List<Fault> faults(JsonNode file) {
    List<Fault> faults = new ArrayList<>(SCHEMA.faults(file));
    for (String schema : List.of("inputSchema", "outputSchema")) {
      undeclared(List.of(schema), file.path(schema), faults);
      faults.addAll(ClientRules.faults(schema, file.path(schema)));
    }
    unasked(file, faults);
    return faults.stream().distinct().toList();
  }

  /** Adds the questions that nobody would be asked: those about what is no flag. */
  private static void unasked(JsonNode file, List<Fault> faults) {
    JsonNode arguments = file.path("inputSchema").path("properties");
    file.path("confirm")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!arguments.path(name).path("type").asText().equals("boolean")) {
                String reason = "'%s' is asked about and is no boolean of inputSchema";
                faults.add(new Fault(List.of("confirm", name), reason.formatted(name)));
              }
            });
  }

  /** Adds the fields that must be given and are not described; a schema cannot say that. */
  private static void undeclared(List<?> place, JsonNode schema, List<Fault> faults) {
    JsonNode required = schema.path("required");
    if (schema.isObject() && required.isArray()) {
      Set<String> declared = new HashSet<>();
      schema.path("properties").fieldNames().forEachRemaining(declared::add);
      List<Object> path = more(place, "required");
      required.forEach(
          name -> {
            if (name.isTextual() && !declared.contains(name.asText())) {
              String reason =
                  "'%s' is required in %s and not among its properties"
                      .formatted(name.asText(), SchemaMessages.text(place));
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
}
