package org.dockermcp.routes.check;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML into its tree of nodes, with the parser that Camel reads routes with.
 *
 * <p>Refused are aliases and anchors, by which a short text becomes an endless tree, tags, which
 * name types, a second document, keys that are no text or given twice, and a depth over {@value
 * #MOST_DEPTH}, which would end the thread.
 */
final class GuardedYaml {
  static final int MOST_DEPTH = 100;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(true).build();

  private final FileProblems problems;

  GuardedYaml(FileProblems problems) {
    this.problems = problems;
  }

  /** The tree; empty when a problem was found. */
  Optional<Node> compose(String text) {
    try {
      if (!isPlain(text)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        problems.add(0, "is empty");
      }
      return root.filter(this::hasPlainKeys);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(FileProblems::line).orElse(0);
      problems.add(line, "is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(0, "is no YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Looks at the text as a stream, before a tree is made of it; stops at the first problem. */
  private boolean isPlain(String text) {
    int depth = 0;
    int documents = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      documents += event instanceof DocumentStartEvent ? 1 : 0;
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      String reason =
          documents > 1
              ? "begins a second document"
              : depth > MOST_DEPTH
                  ? "is more than %d levels deep".formatted(MOST_DEPTH)
                  : unwanted(event);
      if (!reason.isEmpty()) {
        problems.add(event.getStartMark().map(FileProblems::line).orElse(0), reason);
        return false;
      }
    }
    return true;
  }

  /** Why an event is refused; empty when it is not. */
  private static String unwanted(Event event) {
    if (event.getEventId() == Event.ID.Alias) {
      return "has an alias";
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      return "has an anchor";
    }
    if ((event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
        || (event instanceof CollectionStartEvent start && start.getTag().isPresent())) {
      return "has a tag";
    }
    return "";
  }

  private boolean hasPlainKeys(Node node) {
    boolean plain = true;
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        plain &= hasPlainKeys(item);
      }
    } else if (node instanceof MappingNode mapping) {
      Set<String> keys = new HashSet<>();
      for (NodeTuple entry : mapping.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          problems.add(entry.getKeyNode(), "has a key that is no text");
          plain = false;
        } else if (!keys.add(key.getValue())) {
          problems.add(key, "has '%s' twice".formatted(key.getValue()));
          plain = false;
        }
        plain &= hasPlainKeys(entry.getValueNode());
      }
    }
    return plain;
  }
}
