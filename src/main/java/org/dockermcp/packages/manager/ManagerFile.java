package org.dockermcp.packages.manager;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.dockermcp.packages.manager.JsonVersions.Text;
import org.dockermcp.packages.manager.PackageManager.Preference;
import org.dockermcp.packages.manager.PackageManager.Presence;
import org.dockermcp.tool.FileSchema;
import org.dockermcp.tool.FileSchema.Fault;
import org.dockermcp.tool.SchemaMessages;

/** Reads the file of a package manager, which {@code manager.schema.json} describes. */
public final class ManagerFile {
  /** How a package manager's file is named. */
  public static final String SUFFIX = ".manager.yaml";

  private static final FileSchema SCHEMA = new FileSchema("manager.schema.json");
  private static final int LIST_SECONDS = 30;
  private static final int ERROR_LINES = 5;

  /** A regular expression that matches nothing. */
  private static final String NOTHING = "(?!)";

  private final List<Fault> faults = new ArrayList<>();

  private ManagerFile() {}

  /**
   * What a file is.
   *
   * @param manager empty when there are faults
   * @param faults everything that is wrong; empty when it is a manager
   */
  public record Outcome(Optional<PackageManager> manager, List<Fault> faults) {}

  /**
   * Makes a package manager of a file.
   *
   * @param file whose name the manager must have
   * @param tree its content
   */
  public static Outcome read(Path file, JsonNode tree) {
    List<Fault> faults = SCHEMA.faults(tree);
    if (!faults.isEmpty()) {
      return new Outcome(Optional.empty(), faults);
    }
    ManagerFile reading = new ManagerFile();
    PackageManager manager = reading.manager(tree);
    if (!String.valueOf(file.getFileName()).equals(manager.name() + SUFFIX)) {
      reading.faults.add(
          new Fault(List.of("name"), "name '%s' is not the file's name".formatted(manager.name())));
    }
    return reading.faults.isEmpty()
        ? new Outcome(Optional.of(manager), List.of())
        : new Outcome(Optional.empty(), reading.faults);
  }

  private PackageManager manager(JsonNode tree) {
    JsonNode choose = tree.path("choose");
    JsonNode limits = tree.path("limits");
    JsonNode failure = tree.path("failure");
    return new PackageManager(
        tree.path("name").asText(),
        new Presence(texts(tree.path("executables")), texts(tree.path("probe"))),
        new Preference(
            choose.path("by_names").asBoolean(),
            texts(choose.path("lock_files")),
            texts(choose.path("project_files")),
            Optional.ofNullable(choose.path("fallback").textValue())),
        Optional.ofNullable(tree.at("/names/kind").textValue()).map(PackageKind::named),
        grammar(tree.path("names")),
        environment(tree),
        ErrorLines.of(
            patterns(failure.path("error_lines"), "failure", "error_lines"),
            patterns(failure.path("ignored_lines"), "failure", "ignored_lines"),
            limits.path("error_lines").asInt(ERROR_LINES)),
        patterns(tree.path("progress"), "progress"),
        limits.path("packages_per_run").asInt(Integer.MAX_VALUE),
        texts(tree.path("refresh")),
        texts(tree.path("install")),
        listing(tree.path("list"), limits));
  }

  private PackageGrammar grammar(JsonNode names) {
    PackageGrammar named = PackageGrammar.NAMED.get(names.path("grammar").asText());
    if (named != null) {
      Stream.of("pattern", "exact", "example")
          .filter(names::has)
          .forEach(
              key ->
                  faults.add(
                      new Fault(
                          List.of("names", key),
                          "'names.grammar' and 'names.%s' exclude each other".formatted(key))));
      return named;
    }
    Pattern pattern = pattern(names.path("pattern"), List.of("names", "pattern"), "name");
    Pattern exact =
        names.has("exact")
            ? withGroup(names.path("exact"), List.of("names", "exact"))
            : Pattern.compile(NOTHING);
    return PackageGrammar.ofFile(
        names.path("example").asText(), pattern.pattern(), exact.pattern());
  }

  private static ManagerEnvironment environment(JsonNode tree) {
    Map<String, String> variables = new TreeMap<>();
    for (Map.Entry<String, JsonNode> variable : tree.path("environment").properties()) {
      variables.put(variable.getKey(), variable.getValue().asText());
    }
    return new ManagerEnvironment(variables, texts(tree.path("inherit")));
  }

  private Listing listing(JsonNode list, JsonNode limits) {
    List<VersionReader> readers = new ArrayList<>();
    for (int i = 0; i < list.path("read").size(); i++) {
      readers.add(reader(list.path("read").path(i), i));
    }
    String names = list.path("names").asText("none").toUpperCase(Locale.ROOT);
    return new Listing(
        texts(list.path("command")),
        Listing.Names.valueOf(names),
        List.copyOf(readers),
        Duration.ofSeconds(limits.path("list_seconds").asInt(LIST_SECONDS)));
  }

  private VersionReader reader(JsonNode reader, int index) {
    List<Object> place = List.of("list", "read", index);
    if (reader.has("lines")) {
      return new VersionReader.Lines(
          pattern(reader.path("lines"), more(place, "lines"), "name", "version"));
    }
    String format = reader.has("json") ? "json" : "json_lines";
    List<Object> here = more(place, format);
    JsonNode json = reader.path(format);
    return new JsonVersions(
        format.equals("json_lines"),
        texts(json.path("each")).stream().map(JsonPointer::compile).toList(),
        json.has("name") ? Optional.of(text(json, "name", here)) : Optional.empty(),
        text(json, "version", here));
  }

  /** A pointer, or a pointer and what is taken of the text there. */
  private Text text(JsonNode json, String key, List<Object> place) {
    JsonNode node = json.path(key);
    if (node.isTextual()) {
      return new Text(JsonPointer.compile(node.asText()), Optional.empty());
    }
    List<Object> here = more(more(place, key), "part");
    return new Text(
        JsonPointer.compile(node.path("at").asText()),
        Optional.of(withGroup(node.path("part"), here)));
  }

  private Pattern withGroup(JsonNode node, List<Object> place) {
    Pattern pattern = pattern(node, place);
    if (!pattern.pattern().equals(NOTHING) && pattern.matcher("").groupCount() < 1) {
      faults.add(new Fault(place, "'%s' has no group".formatted(SchemaMessages.text(place))));
    }
    return pattern;
  }

  private List<Pattern> patterns(JsonNode list, Object... place) {
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      patterns.add(pattern(list.path(i), more(List.of(place), i)));
    }
    return List.copyOf(patterns);
  }

  /** A regular expression that has these groups; one that matches nothing when there is a fault. */
  private Pattern pattern(JsonNode node, List<Object> place, String... groups) {
    String text = SchemaMessages.text(place);
    try {
      Pattern pattern = Pattern.compile(node.asText());
      for (String group : groups) {
        if (!node.asText().contains("(?<" + group + ">")) {
          faults.add(new Fault(place, "'%s' has no group (?<%s>…)".formatted(text, group)));
        }
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      faults.add(
          new Fault(
              place, "'%s' is not a regular expression: %s".formatted(text, e.getDescription())));
      return Pattern.compile(NOTHING);
    }
  }

  private static List<Object> more(List<?> place, Object part) {
    return Stream.concat(place.stream(), Stream.of(part)).map(Object.class::cast).toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }
}
