package org.dockermcp.dispatch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dockermcp.text.Nearest;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolSpec;

/** The tools on offer, in the order of their names; immutable. */
public final class ToolCatalogue {
  private record Entry(ToolSpec spec, ArgumentCheck check, AnswerCheck answers) {}

  private final Map<String, Entry> tools;

  private ToolCatalogue(Map<String, Entry> tools) {
    this.tools = tools;
  }

  public ToolCatalogue(Collection<ToolSpec> specs) {
    this(new LinkedHashMap<>());
    specs.stream()
        .sorted((left, right) -> left.name().compareTo(right.name()))
        .forEach(
            spec ->
                tools.put(
                    spec.name(),
                    new Entry(
                        spec,
                        new ArgumentCheck(spec.inputSchema()),
                        new AnswerCheck(spec.outputSchema()))));
  }

  /** All tools of these together, of which each has others. */
  public static ToolCatalogue of(Collection<ToolCatalogue> catalogues) {
    Map<String, Entry> all = new TreeMap<>();
    catalogues.forEach(one -> all.putAll(one.tools));
    return new ToolCatalogue(new LinkedHashMap<>(all));
  }

  /** Those of the tools that have one of these names. */
  public ToolCatalogue only(Set<String> names) {
    Map<String, Entry> some = new LinkedHashMap<>(tools);
    some.keySet().retainAll(names);
    return new ToolCatalogue(some);
  }

  /** All tools, ordered by name. */
  public List<ToolSpec> specs() {
    return tools.values().stream().map(Entry::spec).toList();
  }

  /** Whether there is a tool of that name. */
  public boolean has(String tool) {
    return tools.containsKey(tool);
  }

  /** Whether a tool says that it changes nothing; false for a name that is no tool's. */
  public boolean isReadOnly(String tool) {
    Entry entry = tools.get(tool);
    return entry != null && entry.spec().annotations().readOnlyHint();
  }

  /**
   * What the user is to be asked before a call; empty for most calls, and for no tool.
   *
   * @param isFlagged whether an argument is true
   */
  public List<String> questions(String tool, Predicate<String> isFlagged) {
    Entry entry = tools.get(tool);
    return entry == null
        ? List.of()
        : entry.spec().confirm().entrySet().stream()
            .filter(one -> isFlagged.test(one.getKey()))
            .map(Map.Entry::getValue)
            .toList();
  }

  /** What to say of a name that is no tool's, where the tools are not known. */
  public static ToolFailure noSuchTool(String name) {
    return noSuchTool(name, List.of());
  }

  /** What to say of a name that is none of these tools', with the nearest that is. */
  public ToolFailure unknown(String name) {
    return noSuchTool(name, tools.keySet());
  }

  private static ToolFailure noSuchTool(String name, Collection<String> names) {
    return ToolFailure.invalid(
        "call " + PlainText.of(name),
        "there is no such tool" + Nearest.question(name, names),
        "see tools/list for those that exist");
  }

  /** The check of a tool's arguments; empty when there is no such tool. */
  Optional<ArgumentCheck> check(String tool) {
    return Optional.ofNullable(tools.get(tool)).map(Entry::check);
  }

  /** The check of a tool's answers; empty when there is no such tool. */
  Optional<AnswerCheck> answers(String tool) {
    return Optional.ofNullable(tools.get(tool)).map(Entry::answers);
  }
}
