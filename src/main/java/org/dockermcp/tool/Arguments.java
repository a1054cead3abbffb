package org.dockermcp.tool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call, read by name and type.
 *
 * <p>The dispatcher has read and checked them by the tool's schema, so a wrong type here is a tool
 * file that does not say what its route reads; it is refused all the same.
 *
 * @param values by name, may be empty; before the dispatcher's check, a value may be null
 */
public record Arguments(Map<String, Object> values) {

  /** None at all. */
  public static final Arguments NONE = new Arguments(Map.of());

  public Arguments {
    // Not Map.copyOf: a client's null must reach the schema check, which says so.
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The text of a required argument. */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(
            () -> ToolFailure.invalid("read '" + name + "'", "it is missing", "give a text"));
  }

  /** The text, or empty when it was not given. */
  public Optional<String> optionalText(String name) {
    return get(name, String.class, "text");
  }

  /** The flag, or the default when it was not given. */
  public boolean flag(String name, boolean otherwise) {
    return get(name, Boolean.class, "true or false").orElse(otherwise);
  }

  /** The number, or empty when it was not given. */
  public Optional<Number> number(String name) {
    return get(name, Number.class, "number");
  }

  /** The texts of a list, in order; empty when it was not given. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : get(name, List.class, "list").orElse(List.of())) {
      texts.add(cast(name, item, String.class, "list of texts"));
    }
    return List.copyOf(texts);
  }

  /** Names and texts of an object, in order; empty when it was not given. */
  public Map<String, String> textMap(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    Map<?, ?> given = get(name, Map.class, "object").orElse(Map.of());
    given.forEach(
        (key, value) ->
            map.put(String.valueOf(key), cast(name, value, String.class, "object of texts")));
    return map;
  }

  /** Whether the argument was given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  private <T> Optional<T> get(String name, Class<T> type, String wanted) {
    return Optional.ofNullable(values.get(name)).map(value -> cast(name, value, type, wanted));
  }

  private static <T> T cast(String name, Object value, Class<T> type, String wanted) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw ToolFailure.invalid("read '" + name + "'", "it is not a " + wanted, "give a " + wanted);
  }
}
