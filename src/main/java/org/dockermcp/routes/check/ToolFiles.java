package org.dockermcp.routes.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.ToolFileCheck;
import org.dockermcp.dispatch.ToolFileCheck.Fault;
import org.dockermcp.tool.ToolSpec;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads tool files, and finds the lines of what is wrong with them. */
final class ToolFiles {
  private final FolderProblems problems;

  /** Each file's tool, alone in a catalogue. */
  private final Map<RouteFile, ToolCatalogue> tools = new LinkedHashMap<>();

  ToolFiles(FolderProblems problems) {
    this.problems = problems;
  }

  /** Reads one, and tells what is wrong with it. */
  void add(RouteFile file, Node root) {
    FileProblems found = problems.of(file.path());
    try {
      JsonNode tree = ToolSpec.tree(file.text());
      List<Fault> faults = new ArrayList<>(ToolFileCheck.faults(tree));
      if (faults.isEmpty() && !ToolSpec.isOf(file.path(), tree)) {
        String name = tree.path("name").asText();
        faults.add(new Fault(List.of("name"), "name '%s' is not the file's name".formatted(name)));
      }
      faults.forEach(fault -> found.add(line(root, fault.path()), fault.reason()));
      if (faults.isEmpty()) {
        ToolSpec spec = ToolSpec.parse(file.path(), file.text());
        // A schema that is none is found out when its check is made.
        tools.put(file, new ToolCatalogue(List.of(spec)));
      }
    } catch (JsonProcessingException e) {
      found.add(0, String.valueOf(e.getOriginalMessage()));
    } catch (IOException | RuntimeException e) {
      found.add(0, String.valueOf(e.getMessage()));
    }
  }

  /** Takes one that was right before; false when this is not that file, or has another text. */
  boolean addAsBefore(RouteFile file, ToolFiles before) {
    ToolCatalogue tool = before.tools.get(file);
    if (tool == null) {
      return false;
    }
    tools.put(file, tool);
    return true;
  }

  /** Those whose files are right. */
  ToolCatalogue sound() {
    return ToolCatalogue.of(tools.values());
  }

  /** Of what is at a path; of the last that is there, where it is not. */
  private static int line(Node root, List<?> path) {
    Node node = root;
    int line = FileProblems.line(root);
    for (Object part : path) {
      Optional<NodeTuple> entry = RouteRules.entry(node, String.valueOf(part));
      if (node instanceof MappingNode && entry.isPresent()) {
        line = FileProblems.line(entry.get().getKeyNode());
        node = entry.get().getValueNode();
      } else if (node instanceof SequenceNode list
          && part instanceof Integer index
          && index < list.getValue().size()) {
        node = list.getValue().get(index);
        line = FileProblems.line(node);
      } else {
        return line;
      }
    }
    return line;
  }
}
