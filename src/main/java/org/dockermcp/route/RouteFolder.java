package org.dockermcp.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dockermcp.tool.ToolCatalogue;
import org.dockermcp.tool.ToolSpec;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A folder of tools as it was when it was read: what is to be loaded, and what is wrong with it.
 *
 * <p>Reads {@code *.tool.yaml}, {@code *.camel.yaml} and {@code lib/*.camel.yaml}; other files are
 * left alone.
 */
public final class RouteFolder {
  private final List<ToolSpec> tools = new ArrayList<>();
  private final List<RouteFile> routes = new ArrayList<>();
  private final List<RouteProblem> problems = new ArrayList<>();

  private RouteFolder() {}

  /**
   * Reads and looks at every file; runs nothing.
   *
   * @param moreSchemes that endpoints may have beside the usual ones
   */
  public static RouteFolder read(Path folder, Collection<String> moreSchemes) {
    RouteFolder read = new RouteFolder();
    FolderFiles files = new FolderFiles(folder, read.problems);
    RouteRules rules = new RouteRules(new EndpointRule(moreSchemes));
    for (RouteFile file : files.read()) {
      ProblemsOfFile found = new ProblemsOfFile(file.path(), read.problems);
      Optional<Node> root = new GuardedYaml(found).compose(file.text());
      if (root.isEmpty()) {
        continue;
      }
      if (file.path().toString().endsWith(ToolSpec.SUFFIX)) {
        read.addTool(file, found);
      } else {
        rules.check(root.get(), file.library(), found);
        read.routes.add(file);
      }
    }
    return read;
  }

  private void addTool(RouteFile file, ProblemsOfFile found) {
    try {
      ToolSpec spec = ToolSpec.parse(file.path(), file.text());
      // A schema that is none is found out when its check is made.
      new ToolCatalogue(List.of(spec));
      tools.add(spec);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      Throwable refusal = e.getCause();
      found.add(
          line,
          refusal instanceof IllegalArgumentException
              ? String.valueOf(refusal.getMessage())
              : e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      found.add(0, String.valueOf(e.getMessage()));
    }
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

  /** The tools whose files are right. */
  public List<ToolSpec> tools() {
    return List.copyOf(tools);
  }

  /** The route files, those with problems too. */
  public List<RouteFile> routes() {
    return List.copyOf(routes);
  }
}
