package org.dockermcp.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockermcp.tool.ToolCatalogue;
import org.dockermcp.tool.ToolSpec;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A folder of tools as it was when it was read: what is to be loaded, and what is wrong with it.
 *
 * <p>Reads {@code *.tool.yaml}, {@code *.camel.yaml}, {@code lib/*.camel.yaml} and {@code
 * instructions.md}; other files are left alone.
 */
public final class RouteFolder {
  /** Every client's model reads them at the start of every session. */
  static final int LONGEST_INSTRUCTIONS = 8_192;

  private final List<ToolSpec> tools = new ArrayList<>();
  private final List<RouteFile> routes = new ArrayList<>();
  private final List<RouteProblem> problems = new ArrayList<>();
  private String instructions = "";

  private final Path path;
  private final Map<Path, String> texts = new TreeMap<>();

  private RouteFolder(Path path) {
    this.path = path;
  }

  /**
   * Reads and looks at every file; runs nothing.
   *
   * @param moreSchemes that endpoints may have beside the usual ones
   */
  public static RouteFolder read(Path folder, Collection<String> moreSchemes) {
    RouteFolder read = new RouteFolder(folder);
    FolderFiles files = new FolderFiles(folder, read.problems);
    RouteRules rules = new RouteRules(new EndpointRule(moreSchemes));
    for (RouteFile file : files.read()) {
      read.texts.put(file.path(), file.text());
      ProblemsOfFile found = new ProblemsOfFile(file.path(), read.problems);
      if (file.path().endsWith(RouteFile.INSTRUCTIONS)) {
        read.instruct(file, found);
        continue;
      }
      Optional<Node> root = new GuardedYaml(found).compose(file.text());
      if (root.isEmpty()) {
        continue;
      }
      if (file.path().toString().endsWith(ToolSpec.SUFFIX)) {
        read.addTool(file, root.get(), found);
      } else {
        rules.check(root.get(), file.library(), found);
        read.routes.add(file);
      }
    }
    read.problems.sort(Comparator.comparing(RouteProblem::file));
    return read;
  }

  private void instruct(RouteFile file, ProblemsOfFile found) {
    if (file.text().length() > LONGEST_INSTRUCTIONS) {
      found.add(0, "is longer than %d characters".formatted(LONGEST_INSTRUCTIONS));
    } else {
      instructions = file.text().strip();
    }
  }

  private void addTool(RouteFile file, Node root, ProblemsOfFile found) {
    try {
      ToolSpec spec = ToolSpec.parse(file.path(), file.text());
      // A schema that is none is found out when its check is made.
      new ToolCatalogue(List.of(spec));
      tools.add(spec);
    } catch (JsonProcessingException e) {
      String reason =
          e.getCause() instanceof IllegalArgumentException ours
              ? ours.getMessage()
              : e.getOriginalMessage();
      found.add(line(root, e), String.valueOf(reason));
    } catch (IOException | RuntimeException e) {
      found.add(0, String.valueOf(e.getMessage()));
    }
  }

  /** Of the field that is wrong; the mapper itself tells the last line that it read. */
  private static int line(Node root, JsonProcessingException fault) {
    int line = 0;
    Node node = root;
    List<Reference> path =
        fault instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    for (Reference field : path) {
      Optional<NodeTuple> entry = RouteRules.entry(node, String.valueOf(field.getFieldName()));
      if (entry.isPresent()) {
        line = ProblemsOfFile.line(entry.get().getKeyNode());
        node = entry.get().getValueNode();
      }
    }
    return line;
  }

  /** Everything that is wrong, in the order of the files; empty when all may be loaded. */
  public List<RouteProblem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Gives the folder when nothing is wrong with it.
   *
   * @throws RouteFolderException with every problem, when there is one
   */
  public RouteFolder sound() throws RouteFolderException {
    if (!problems.isEmpty()) {
      throw new RouteFolderException(problems);
    }
    return this;
  }

  /** Where it was read. */
  public Path path() {
    return path;
  }

  /** The files whose text is not what it was, that are new or are gone, by name, sorted. */
  public List<String> changedSince(RouteFolder before) {
    Set<Path> all = new TreeSet<>(texts.keySet());
    all.addAll(before.texts.keySet());
    return all.stream()
        .filter(file -> !Objects.equals(texts.get(file), before.texts.get(file)))
        .map(file -> path.relativize(file).toString())
        .toList();
  }

  /** The tools whose files are right. */
  public List<ToolSpec> tools() {
    return List.copyOf(tools);
  }

  /** What clients are told of how the tools are used together; empty without a file of it. */
  public String instructions() {
    return instructions;
  }

  /** The route files, those with problems too. */
  public List<RouteFile> routes() {
    return List.copyOf(routes);
  }
}
