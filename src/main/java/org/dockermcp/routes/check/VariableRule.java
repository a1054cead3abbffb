package org.dockermcp.routes.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.routes.step.RouteVariables;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Which variables a route may set and read: its own, and those that all routes have in common,
 * which the library alone sets; see {@link RouteVariables}.
 */
final class VariableRule {
  private static final String VARIABLE = "variable";

  /** Keys with a part {@code name} that is a variable to set. */
  private static final Set<String> SETTERS = Set.of("setVariable", "variables");

  /** Keys whose text is no expression. */
  private static final Set<String> TEXTS = Set.of("constant", "description", "note");

  /** In {@code simple}: {@code variable.a}, {@code variable:a}, {@code variable[a]}. */
  private static final Pattern READ =
      Pattern.compile("\\$\\{\\s*variables?\\??[.:\\[]\\s*['\"]?([A-Za-z0-9_:-]+)");

  private final boolean library;
  private final FileProblems problems;
  private final Set<String> set = new HashSet<>();
  private final List<Named> reads = new ArrayList<>();

  private record Named(String variable, Node at) {}

  private VariableRule(boolean library, FileProblems problems) {
    this.library = library;
    this.problems = problems;
  }

  /** Adds what is wrong with the variables of a file to its problems. */
  static void check(Node root, boolean library, FileProblems problems) {
    if (root instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        VariableRule rule = new VariableRule(library, problems);
        rule.walk("", item);
        // What stands outside of routes reads those of the route in which it runs.
        if (RouteRules.at(item, "route").isPresent()) {
          rule.reads.forEach(rule::checkRead);
        }
      }
    }
  }

  private void walk(String parent, Node node) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> walk(parent, item));
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        look(parent, RouteRules.text(entry.getKeyNode()), entry.getValueNode());
      }
    }
  }

  private void look(String parent, String key, Node value) {
    if (!(value instanceof ScalarNode)) {
      walk(key, value);
    } else if (key.equals("variableReceive") || (key.equals("name") && SETTERS.contains(parent))) {
      checkSet(value);
      set.add(RouteRules.text(value));
    } else if (key.equals("name") && parent.equals("removeVariable")) {
      checkSet(value);
    } else if (key.equals("variableSend")
        || key.equals(VARIABLE)
        || (key.equals("expression") && parent.equals(VARIABLE))) {
      reads.add(new Named(RouteRules.text(value), value));
    } else if (!TEXTS.contains(key) && !parent.equals("constant")) {
      Matcher read = READ.matcher(RouteRules.text(value));
      while (read.find()) {
        reads.add(new Named(read.group(1), value));
      }
    }
  }

  private void checkSet(Node value) {
    String name = RouteRules.text(value);
    if (name.contains(":") || name.contains("*")) {
      problems.add(value, "'%s' is not a plain name of a variable, such as 'x'".formatted(name));
    } else if (RouteVariables.SHARED.contains(name) && !library) {
      problems.add(
          value,
          "the variable '%s' is set by routes in lib/ alone; take another name".formatted(name));
    }
  }

  private void checkRead(Named read) {
    if (!set.contains(read.variable) && !RouteVariables.SHARED.contains(read.variable)) {
      problems.add(
          read.at,
          "the variable '%s' is not set in this route; variables are local to their route, except %s, so pass it in the body"
              .formatted(
                  read.variable, String.join(" and ", new TreeSet<>(RouteVariables.SHARED))));
    }
  }
}
