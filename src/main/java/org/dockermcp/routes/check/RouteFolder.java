package org.dockermcp.routes.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.tool.ToolSpec;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A folder of tools as it was when it was read: what is to be loaded, and what is wrong with it.
 *
 * <p>Reads {@code *.tool.yaml}, {@code *.camel.yaml}, {@code lib/*.camel.yaml}, {@code
 * lib/<engine>/*.camel.yaml}, {@code packages/*.manager.yaml} and {@code instructions.md}; other
 * files are left alone.
 */
public final class RouteFolder {
  /** Every client's model reads them at the start of every session. */
  static final int LONGEST_INSTRUCTIONS = 8_192;

  private final Path path;
  private final String engine;
  private final Map<Path, String> texts = new TreeMap<>();
  private final Map<RouteFile, RouteOutline> routes = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();
  private final FolderProblems problems = new FolderProblems();
  private final ToolFiles tools = new ToolFiles(problems);
  private final ManagerFiles managers = new ManagerFiles(problems);
  private String instructions = "";

  private RouteFolder(Path path, String engine) {
    this.path = path;
    this.engine = engine;
  }

  /**
   * Reads and looks at every file; runs nothing.
   *
   * @param moreSchemes that endpoints may have beside the usual ones
   * @param beans the classes of the beans that routes may name, by their names
   */
  public static RouteFolder read(
      Path folder, Collection<String> moreSchemes, Map<String, Class<?>> beans) {
    return read(folder, RouteFile.ENGINE, moreSchemes, beans);
  }

  /**
   * The same for an engine.
   *
   * @param engine whose folder of the library is read
   */
  public static RouteFolder read(
      Path folder, String engine, Collection<String> moreSchemes, Map<String, Class<?>> beans) {
    return read(moreSchemes, beans, new RouteFolder(folder, engine));
  }

  /**
   * The same folder as it is now. Files of a sound one that are as they were are not looked at by
   * themselves again.
   */
  public RouteFolder again(Collection<String> moreSchemes, Map<String, Class<?>> beans) {
    return read(moreSchemes, beans, problems().isEmpty() ? this : new RouteFolder(path, engine));
  }

  private static RouteFolder read(
      Collection<String> moreSchemes, Map<String, Class<?>> beans, RouteFolder before) {
    RouteFolder read = new RouteFolder(before.path, before.engine);
    FolderFiles files = new FolderFiles(before.path, before.engine, read.problems);
    RouteRules rules = new RouteRules(new EndpointRule(moreSchemes));
    for (RouteFile file : files.read()) {
      read.texts.put(file.path(), file.text());
      if (!read.addAsBefore(file, before)) {
        read.add(file, rules);
      }
    }
    read.holdTogether(files.named(), beans);
    return read;
  }

  private boolean addAsBefore(RouteFile file, RouteFolder before) {
    RouteOutline outline = before.routes.get(file);
    if (outline != null) {
      routes.put(file, outline);
    }
    return outline != null
        || tools.addAsBefore(file, before.tools)
        || managers.addAsBefore(file, before.managers);
  }

  private void add(RouteFile file, RouteRules rules) {
    FileProblems found = problems.of(file.path());
    if (file.path().endsWith(RouteFile.INSTRUCTIONS)) {
      instruct(file, found);
      return;
    }
    Optional<Node> root = new GuardedYaml(found).compose(file.text());
    if (file.path().toString().endsWith(ToolSpec.SUFFIX)) {
      root.ifPresent(it -> tools.add(file, it));
    } else if (file.isManager()) {
      root.ifPresent(it -> managers.add(file, it));
    } else if (root.isPresent()) {
      rules.check(root.get(), file.engine(), found);
      VariableRule.check(root.get(), file.library(), found);
      routes.put(file, RouteOutlineParser.of(file, root.get()));
    } else {
      unread.add(file.text());
    }
  }

  private void instruct(RouteFile file, FileProblems found) {
    if (file.text().length() > LONGEST_INSTRUCTIONS) {
      found.add(0, "is longer than %d characters".formatted(LONGEST_INSTRUCTIONS));
    } else {
      instructions = file.text().strip();
    }
  }

  /** Looks at what no file shows alone. */
  private void holdTogether(Collection<Path> named, Map<String, Class<?>> beans) {
    List<RouteOutline> outlines = List.copyOf(routes.values());
    new PairRule(problems).check(named, outlines);
    new UniqueIdsRule(problems).check(outlines);
    new CallRule(problems).check(outlines, unread);
    new BeanRule(beans).check(outlines, problems);
  }

  /** Where it was read. */
  public Path path() {
    return path;
  }

  /** Everything that is wrong, in the order of files and lines; empty when all may be loaded. */
  public List<RouteProblem> problems() {
    return problems.sorted();
  }

  /**
   * Gives the folder when nothing is wrong with it.
   *
   * @throws RouteFolderException with every problem, when there is one
   */
  public RouteFolder sound() throws RouteFolderException {
    List<RouteProblem> found = problems();
    if (!found.isEmpty()) {
      throw new RouteFolderException(found);
    }
    return this;
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
  public ToolCatalogue tools() {
    return tools.sound();
  }

  /** The package managers whose files are right. */
  public PackageManagers packageManagers() {
    return managers.sound();
  }

  /** What clients are told of how the tools are used together; empty without a file of it. */
  public String instructions() {
    return instructions;
  }

  /** The route files, those with problems too. */
  public List<RouteFile> routes() {
    return List.copyOf(routes.keySet());
  }
}
