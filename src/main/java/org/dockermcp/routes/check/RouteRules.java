package org.dockermcp.routes.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Holds a file of routes against what it may be made of. */
final class RouteRules {
  /** Keys whose text is read by people alone. */
  private static final Set<String> PROSE = Set.of("description", "note");

  /** Keys whose text is an endpoint; those that are steps too may have it as their only part. */
  private static final Set<String> ENDPOINTS =
      Set.of(
          "afterUri",
          "deadLetterChannel",
          "deadLetterUri",
          "from",
          "interceptFrom",
          "interceptSendToEndpoint",
          "poll",
          "to",
          "toD",
          "uri",
          "wireTap");

  /** Steps whose endpoint Camel computes for each message. */
  private static final Set<String> COMPUTED = Set.of("poll", "toD", "wireTap");

  /**
   * Keys whose text names a bean, and could name a class instead; see {@link ExpressionRule} too.
   */
  private static final Set<String> REFERENCES =
      Set.of("aggregationStrategy", "bean", "executorService", "ref");

  private static final Pattern REFERENCE = Pattern.compile("#?[A-Za-z][A-Za-z0-9_-]*");

  private final EndpointRule endpoints;

  RouteRules(EndpointRule endpoints) {
    this.endpoints = endpoints;
  }

  /** Adds everything that is wrong with a file to its problems. */
  void check(Node root, boolean engine, FileProblems problems) {
    if (root instanceof SequenceNode list && !list.getValue().isEmpty()) {
      new Walk(engine, problems).top(list);
    } else {
      problems.add(root, "is not a list of routes");
    }
  }

  /** One way through one file. */
  private final class Walk {
    private final boolean engine;
    private final FileProblems problems;

    Walk(boolean engine, FileProblems problems) {
      this.engine = engine;
      this.problems = problems;
    }

    void top(SequenceNode list) {
      items(list, RouteDslAllowList.TOP, "a file");
      for (Node item : list.getValue()) {
        at(item, "route").ifPresent(this::route);
      }
    }

    /** What a file that was cut short lacks first. */
    private void route(Node route) {
      if (at(route, "id").isEmpty()) {
        problems.add(route, "is a route without an 'id'");
      }
      Optional<Node> from = at(route, "from");
      if (from.flatMap(it -> at(it, "uri")).isEmpty()
          || from.flatMap(it -> at(it, "steps")).isEmpty()) {
        problems.add(route, "is a route without a 'from' that has a 'uri' and 'steps'");
      }
    }

    /** Looks at a list whose items have one key each. */
    private void items(SequenceNode list, Set<String> keys, String place) {
      for (Node item : list.getValue()) {
        if (item instanceof MappingNode one && one.getValue().size() == 1) {
          String key = text(one.getValue().get(0).getKeyNode());
          if (keys.contains(key)) {
            mapping(one, "");
          } else {
            refuse(one, key, "the parts of " + place);
          }
        } else {
          problems.add(item, "is not one of the parts of " + place);
        }
      }
    }

    private void refuse(Node node, String word, String among) {
      problems.add(node, "'%s' is not among %s, see src/docs/security.md".formatted(word, among));
    }

    /**
     * @param parent the key that a mapping is the value of; empty for an item of a list
     */
    private void mapping(MappingNode mapping, String parent) {
      List<String> words =
          mapping.getValue().stream().map(entry -> text(entry.getKeyNode())).toList();
      RequiredElementsRule.missing(parent, words).forEach(reason -> problems.add(mapping, reason));
      for (NodeTuple entry : mapping.getValue()) {
        String key = text(entry.getKeyNode());
        Node value = entry.getValueNode();
        if (!RouteDslAllowList.ALL.contains(key)) {
          refuse(entry.getKeyNode(), key, "the keywords of a route");
        } else if (key.equals("steps")) {
          steps(value);
        } else if (key.equals("parameters")) {
          parameters(value);
        } else {
          value(mapping, parent, key, value);
        }
      }
    }

    private void steps(Node value) {
      if (value instanceof SequenceNode list) {
        items(list, RouteDslAllowList.STEPS, "a list of steps");
      } else {
        problems.add(value, "is not a list of steps");
      }
    }

    /** An endpoint's own options, whose names are its component's. */
    private void parameters(Node value) {
      if (value instanceof MappingNode options) {
        for (NodeTuple option : options.getValue()) {
          scalar(option.getKeyNode());
          if (option.getValueNode() instanceof ScalarNode) {
            scalar(option.getValueNode());
            if (text(option.getKeyNode()).equals("method")) {
              method(option.getValueNode());
            }
          } else {
            problems.add(option.getValueNode(), "is a parameter that is not a plain string");
          }
        }
      } else {
        problems.add(value, "is not a list of parameters");
      }
    }

    private void method(Node value) {
      ParameterRule.refusal(text(value)).ifPresent(reason -> problems.add(value, reason));
    }

    private void value(MappingNode mapping, String parent, String key, Node value) {
      if (value instanceof MappingNode inner) {
        mapping(inner, key);
      } else if (value instanceof SequenceNode list) {
        for (Node item : list.getValue()) {
          value(mapping, parent, key, item);
        }
      } else if (value instanceof ScalarNode scalar && isNothing(scalar)) {
        problems.add(value, "'%s' has no value".formatted(key));
      } else if (PROSE.contains(key)) {
        refuseIf(text(value).contains("{{"), value, "contains a placeholder");
      } else {
        scalar(value);
        named(mapping, parent, key, value);
      }
    }

    /**
     * What YAML reads after a colon where a text was cut short; a text that is empty has quotes.
     */
    private static boolean isNothing(ScalarNode value) {
      return value.isPlain() && value.getValue().isEmpty();
    }

    private void scalar(Node value) {
      ExpressionRule.refusal(text(value), engine).ifPresent(reason -> problems.add(value, reason));
    }

    /** What a text may hold because of the key that it is the value of. */
    private void named(MappingNode mapping, String parent, String key, Node value) {
      String text = text(value);
      if (ENDPOINTS.contains(key)) {
        boolean computed = COMPUTED.contains(key) || COMPUTED.contains(parent);
        // Editors write an empty list of parameters.
        boolean options =
            at(mapping, "parameters")
                .filter(it -> !(it instanceof MappingNode none && none.getValue().isEmpty()))
                .isPresent();
        endpoints
            .refusal(text, new EndpointRule.Place(computed, engine, options))
            .ifPresent(reason -> problems.add(value, reason));
      }
      refuseIf(
          REFERENCES.contains(key)
              && !REFERENCE.matcher(text).matches()
              && !text.startsWith("#class:"),
          value,
          "'%s' does not name a bean".formatted(text));
      refuseIf(
          key.equals("library") && !text.equals("Jackson"),
          value,
          "'%s' is not the library 'Jackson'".formatted(text));
      if (key.equals("method") || text.startsWith("bean:")) {
        method(value);
      }
      // Alone, it is an expression in one text, which may name a class.
      refuseIf(
          key.equals("method") && at(mapping, "ref").isEmpty(),
          value,
          "'%s' is a method without a 'ref' to its bean".formatted(text));
      refuseIf(
          List.of("name", "pattern").contains(key) && text.contains("$"),
          value,
          "'%s' is a computed name".formatted(text));
    }

    private void refuseIf(boolean wrong, Node node, String reason) {
      if (wrong) {
        problems.add(node, reason);
      }
    }
  }

  /** A text; empty for what is none. */
  static String text(Node scalar) {
    return scalar instanceof ScalarNode text ? text.getValue() : "";
  }

  /** The value of a key; empty when there is none, or nothing that could have one. */
  static Optional<Node> at(Node node, String key) {
    return entry(node, key).map(NodeTuple::getValueNode);
  }

  /** A key and its value; empty likewise. */
  static Optional<NodeTuple> entry(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(entry -> text(entry.getKeyNode()).equals(key))
            .findFirst()
        : Optional.empty();
  }
}
