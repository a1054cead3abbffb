package org.dockermcp.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.text.Nearest;
import org.dockermcp.text.PlainText;

/** Reads typed values from the environment and the properties file, collecting every problem. */
final class SettingsReader {
  private static final Pattern BYTES = Pattern.compile("(\\d{1,18})\\s*([kmgt]?)i?b?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)\\s*%?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(ms|s|m|h|d|)");

  /** What this server sets in sandboxes, where another may run. */
  private static final Set<String> OF_SANDBOXES =
      Set.of("DOCKER_MCP_LIFELINE", "DOCKER_MCP_LINE", "DOCKER_MCP_MARK", "DOCKER_MCP_SERVER");

  private final Map<String, String> environment;
  private final Properties file;
  private final String fileName;
  private final List<String> problems = new ArrayList<>();
  private final Map<Setting, Settings.Origin> origins = new EnumMap<>(Setting.class);

  SettingsReader(Map<String, String> environment, Properties file, String fileName) {
    this.environment = environment;
    this.file = file;
    this.fileName = fileName;
  }

  List<String> problems() {
    return problems;
  }

  Map<Setting, Settings.Origin> origins() {
    return origins;
  }

  void problem(String text) {
    problems.add(text);
  }

  /** Refuses variables that look like a setting and are none. */
  void unknownVariables() {
    Set<String> known = new TreeSet<>(OF_SANDBOXES);
    known.add(Settings.CONFIG_VARIABLE);
    List<String> settings = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    known.addAll(settings);
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      boolean isSet = name.startsWith(Setting.PREFIX) && !variable.getValue().isBlank();
      if (isSet && !known.contains(name)) {
        problem(
            "%s is not a setting%s."
                .formatted(PlainText.of(name), Nearest.question(name, settings)));
      }
    }
  }

  /** Refuses keys of the file that are no setting. */
  void unknownKeys() {
    List<String> settings = Arrays.stream(Setting.values()).map(Setting::property).toList();
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (!settings.contains(key) && !key.startsWith(CamelProperties.PREFIX)) {
        String meant =
            key.startsWith(Setting.PREFIX) ? key.substring(Setting.PREFIX.length()) : key;
        problem(
            "%s has the unknown key '%s'%s."
                .formatted(fileName, PlainText.of(key), Nearest.question(meant, settings)));
      }
    }
  }

  long bytes(Setting key, long least, long most) {
    Matcher matcher = BYTES.matcher(text(key).toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return refuse(key, "is not a size such as 536870912, 512m or 2g", least);
    }
    int shift = "kmgt".indexOf(matcher.group(2)) * 10 + 10;
    long number = Long.parseLong(matcher.group(1));
    long unit = matcher.group(2).isEmpty() ? 1 : 1L << shift;
    if (number > most / unit || number * unit < least) {
      return refuse(key, "is not between %d and %d bytes".formatted(least, most), least);
    }
    return number * unit;
  }

  Duration duration(Setting key, Duration least, Duration most) {
    Matcher matcher = DURATION.matcher(text(key).toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return refuse(key, "is not a duration such as 30, 90s, 5m or 1h", least);
    }
    double unitMillis =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> 1_000;
        };
    Duration duration =
        Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unitMillis));
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      String range =
          "is not between %s and %d seconds".formatted(least.toMillis() / 1000.0, most.toSeconds());
      return refuse(key, range, least);
    }
    return duration;
  }

  /** A percentage as a fraction of 1. */
  double percent(Setting key, double least, double most) {
    Matcher matcher = PERCENT.matcher(text(key));
    double value = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
    if (value >= least && value <= most) {
      return value / 100;
    }
    return refuse(key, "is not between %.0f%% and %.0f%%".formatted(least, most), least / 100);
  }

  /** One word of letters, digits, dots, dashes and underscores; empty when unset. */
  Optional<String> word(Setting key) {
    String text = text(key);
    return WORD.matcher(text).matches()
        ? Optional.of(text)
        : absent(key, "is not one word of letters, digits, dots, dashes and underscores");
  }

  /** Words between commas or spaces; may be empty. */
  List<String> words(Setting key) {
    return Arrays.stream(text(key).split("[,\\s]+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** Patterns of images between commas or spaces; may be empty. */
  List<String> images(Setting key) {
    List<String> patterns = words(key);
    List<String> senseless =
        patterns.stream().filter(pattern -> !ImagePattern.isPattern(pattern)).toList();
    if (senseless.isEmpty()) {
      return patterns;
    }
    String why =
        "has '%s', which is not an image pattern such as python:3.*, ghcr.io/org/* or docker.io/**"
            .formatted(String.join("', '", senseless));
    return refuse(key, why, List.of());
  }

  double number(Setting key, double least, double most) {
    try {
      double value = Double.parseDouble(text(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    return refuse(key, "is not a number between %s and %s".formatted(least, most), least);
  }

  int whole(Setting key, int least, int most) {
    try {
      int value = Integer.parseInt(text(key));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    return refuse(key, "is not a whole number between %d and %d".formatted(least, most), least);
  }

  int whole(Setting key, int least, int most, int whenEmpty) {
    return text(key).isEmpty() ? whenEmpty : whole(key, least, most);
  }

  /** A TCP port, 0 for a free one; empty when there is none. */
  OptionalInt port(Setting key) {
    return text(key).isEmpty() ? OptionalInt.empty() : OptionalInt.of(whole(key, 0, 65_535));
  }

  boolean flag(Setting key) {
    return switch (text(key).toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off", "" -> false;
      default -> refuse(key, "is neither true nor false", false);
    };
  }

  <E extends Enum<E>> E choice(Setting key, Class<E> type) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text(key))) {
        return value;
      }
    }
    List<String> names = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      names.add(value.name().toLowerCase(Locale.ROOT));
    }
    String nearest = Nearest.question(text(key), names);
    return refuse(
        key, "is not one of " + String.join(", ", names) + nearest, type.getEnumConstants()[0]);
  }

  Optional<Path> file(Setting key) {
    return path(key)
        .filter(path -> Files.isReadable(path) && !Files.isDirectory(path))
        .or(() -> absent(key, "is not a file that can be read"));
  }

  Optional<Path> folder(Setting key) {
    return path(key).filter(Files::isDirectory).or(() -> absent(key, "is not a folder"));
  }

  /** Camel's own settings; the file alone has them. */
  SortedMap<String, String> camel(List<String> schemes) {
    SortedMap<String, String> camel = new TreeMap<>();
    for (String key : file.stringPropertyNames()) {
      if (key.startsWith(CamelProperties.PREFIX)) {
        camel.put(key, file.getProperty(key).strip());
      }
    }
    for (String key : camel.keySet()) {
      CamelProperties.refusal(key, schemes)
          .ifPresent(
              why ->
                  problem(
                      "%s has the key '%s', which is refused: %s.".formatted(fileName, key, why)));
    }
    return Collections.unmodifiableSortedMap(camel);
  }

  private Optional<Path> path(Setting key) {
    String text = text(key);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private <T> Optional<T> absent(Setting key, String why) {
    return text(key).isEmpty() ? Optional.empty() : refuse(key, why, Optional.empty());
  }

  private <T> T refuse(Setting key, String why, T instead) {
    Settings.Origin origin = origin(key);
    problems.add("%s '%s' (%s) %s.".formatted(key.variable(), origin.text(), origin.source(), why));
    return instead;
  }

  private String text(Setting key) {
    return origin(key).text();
  }

  private Settings.Origin origin(Setting key) {
    Settings.Origin known = origins.get(key);
    if (known == null) {
      known = find(key);
      origins.put(key, known);
    }
    return known;
  }

  private Settings.Origin find(Setting key) {
    String variable = environment.get(key.variable());
    if (variable != null && !variable.isBlank()) {
      return new Settings.Origin(variable.strip(), "environment");
    }
    String property = file.getProperty(key.property());
    if (property != null && !property.isBlank()) {
      return new Settings.Origin(property.strip(), fileName);
    }
    return new Settings.Origin(isStrict(key) ? key.strictText() : key.defaultText(), "default");
  }

  private boolean isStrict(Setting key) {
    return key != Setting.PROFILE && text(Setting.PROFILE).equalsIgnoreCase("strict");
  }
}
