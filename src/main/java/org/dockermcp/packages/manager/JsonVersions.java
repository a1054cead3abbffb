package org.dockermcp.packages.manager;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.tool.Json;

/**
 * Reads JSON in which each installed package is an item of a list or a field of an object.
 *
 * @param perLine whether each line is a document of its own, instead of the whole output
 * @param each where the packages are: a list, an object whose fields they are, or, where {@code
 *     name} is given, an object that is one
 * @param name where a package's name is in it; empty: it is the field's name
 * @param version where its version is in it
 */
record JsonVersions(boolean perLine, List<JsonPointer> each, Optional<Text> name, Text version)
    implements VersionReader {

  /**
   * A text in a document.
   *
   * @param at where it is
   * @param part whose first group is taken of it; empty: it is taken whole
   */
  record Text(JsonPointer at, Optional<Pattern> part) {
    /** Empty when there is none. */
    Optional<String> in(JsonNode node) {
      Optional<String> text = Optional.ofNullable(node.at(at).textValue());
      return part.isEmpty()
          ? text
          : text.map(part.get()::matcher).filter(Matcher::matches).map(match -> match.group(1));
    }
  }

  @Override
  public Map<String, String> read(String output) {
    Map<String, String> versions = new HashMap<>();
    for (String document : perLine ? output.lines().toList() : List.of(output)) {
      JsonNode root = parsed(document);
      each.forEach(pointer -> read(root.at(pointer), versions));
    }
    return versions;
  }

  private void read(JsonNode packages, Map<String, String> versions) {
    if (packages.isArray()) {
      packages.forEach(item -> add(item, versions));
    } else if (name.isPresent()) {
      add(packages, versions);
    } else {
      for (Map.Entry<String, JsonNode> field : packages.properties()) {
        version.in(field.getValue()).ifPresent(found -> versions.put(field.getKey(), found));
      }
    }
  }

  private void add(JsonNode item, Map<String, String> versions) {
    Optional<String> found = version.in(item);
    name.flatMap(it -> it.in(item))
        .ifPresent(key -> found.ifPresent(value -> versions.put(key, value)));
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }
}
