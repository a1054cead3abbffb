package org.dockermcp.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.camel.util.json.JsonObject;

/**
 * What the {@code camel} command line may ask that changes nothing of what calls get.
 *
 * @param console of Camel's that answers
 * @param options that it may be given, of what was asked
 * @param fixed options that it is always given
 */
record CliLook(String console, List<String> options, Map<String, Object> fixed) {
  private static final Map<String, CliLook> BY_ACTION =
      Map.of(
          "route-dump",
          with("route-dump", "filter", "format", "uriAsParameters"),
          "route-structure",
          with("route-structure", "filter", "brief"),
          "route-controller",
          with("route-controller", "stacktrace"),
          "source",
          with("source", "filter"),
          "startup-recorder",
          with("startup-recorder"),
          "thread-dump",
          new CliLook("thread", List.of(), Map.of("stackTrace", "true")),
          "top-processors",
          new CliLook("top", List.of(), Map.of("CamelHttpPath", "/*")),
          "trace",
          with("trace", "enabled"));

  private static CliLook with(String console, String... options) {
    return new CliLook(console, List.of(options), Map.of());
  }

  /** The one that an action asks for; empty when that does more than look. */
  static Optional<CliLook> of(String action) {
    return Optional.ofNullable(BY_ACTION.get(action));
  }

  /**
   * The answer.
   *
   * @param asked with the options among others
   * @param consoles calls a console with options
   */
  String answer(
      JsonObject asked, BiFunction<String, Map<String, Object>, Optional<JsonObject>> consoles) {
    Map<String, Object> given = new TreeMap<>(fixed);
    for (String option : options) {
      if (asked.get(option) instanceof String text) {
        given.put(option, text);
      }
    }
    return consoles.apply(console, given).map(JsonObject::toJson).orElse("{}");
  }
}
