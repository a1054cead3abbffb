package org.dockermcp.routes.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * An endpoint as a route names it: {@code direct:a}, {@code {uri: direct, parameters: {name: a}}}.
 *
 * @param scheme before the colon
 * @param name after it, without options; may be empty
 * @param options by name, of the address and of the parameters beside it
 * @param line it stands in
 */
record Address(String scheme, String name, Map<String, String> options, int line) {

  /**
   * Reads an endpoint.
   *
   * @param value a text, or what has a {@code uri}
   * @return empty when it is neither
   */
  static Optional<Address> of(Node value) {
    if (value instanceof ScalarNode text) {
      return Optional.of(parse(text, Map.of()));
    }
    return RouteRules.at(value, "uri")
        .filter(ScalarNode.class::isInstance)
        .map(uri -> parse((ScalarNode) uri, parameters(value)));
  }

  private static Map<String, String> parameters(Node value) {
    Map<String, String> options = new HashMap<>();
    if (RouteRules.at(value, "parameters").orElse(null) instanceof MappingNode parameters) {
      for (NodeTuple option : parameters.getValue()) {
        options.put(RouteRules.text(option.getKeyNode()), RouteRules.text(option.getValueNode()));
      }
    }
    return options;
  }

  private static Address parse(ScalarNode text, Map<String, String> parameters) {
    String uri = text.getValue();
    int query = uri.indexOf('?');
    String place = query < 0 ? uri : uri.substring(0, query);
    Map<String, String> options = new HashMap<>(parameters);
    if (query >= 0) {
      for (String option : uri.substring(query + 1).split("&", -1)) {
        int equals = option.indexOf('=');
        if (equals > 0) {
          options.put(option.substring(0, equals), option.substring(equals + 1));
        }
      }
    }
    int colon = place.indexOf(':');
    String scheme = colon < 0 ? place : place.substring(0, colon);
    String name = colon < 0 ? "" : place.substring(colon + 1).replaceFirst("^/+", "");
    return new Address(
        scheme,
        name.isEmpty() ? options.getOrDefault("name", "") : name,
        options,
        FileProblems.line(text));
  }

  /** Whether it leads to another route of the same folder. */
  boolean isInternal() {
    return scheme.equals("direct") || scheme.equals("seda");
  }

  /** Whether it is known only when a message comes. */
  boolean isComputed() {
    return name.contains("$");
  }

  /** The scheme and the name, as {@code direct:a}. */
  String endpoint() {
    return scheme + ":" + name;
  }
}
