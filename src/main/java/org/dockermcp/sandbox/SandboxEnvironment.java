package org.dockermcp.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables that a caller gives to a sandbox or a command.
 *
 * @param values by name, sorted; at most {@value #MOST} of them, {@value #LONGEST} characters each
 *     and {@value #LONGEST_OF_ALL} all together
 */
public record SandboxEnvironment(Map<String, String> values) {
  private static final int MOST = 256;
  private static final int LONGEST = 32_768;

  /** As much as one label may hold, and well under what Linux gives a program. */
  private static final int LONGEST_OF_ALL = 131_072;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  /** What a label's line begins with that continues the value before it. */
  private static final String CONTINUED = " ";

  /** By these the server finds and ends what it has started. */
  private static final String RESERVED = "DOCKER_MCP_";

  /** No variable at all. */
  public static final SandboxEnvironment NONE = new SandboxEnvironment(Map.of());

  public SandboxEnvironment {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    if (values.size() > MOST) {
      throw refused("there are " + values.size() + " variables and at most " + MOST + " fit");
    }
    values.forEach(SandboxEnvironment::check);
    int all = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      long breaks = entry.getValue().chars().filter(c -> c == '\n').count();
      all += entry.getKey().length() + entry.getValue().length() + (int) breaks + 2;
    }
    if (all > LONGEST_OF_ALL) {
      throw refused("all together are longer than " + LONGEST_OF_ALL + " characters");
    }
  }

  /** The environment a call gives; may be empty. */
  public static SandboxEnvironment of(Arguments arguments) {
    return new SandboxEnvironment(arguments.textMap("environment"));
  }

  /** What {@link #label} told; empty without a label. */
  static SandboxEnvironment ofLabel(@Nullable String label) {
    Map<String, String> values = new TreeMap<>();
    String all = label == null ? "" : label;
    // A break before a blank is the value's own: no name begins with one.
    for (String continued : all.split("\n(?!" + CONTINUED + ")", -1)) {
      String line = continued.replace("\n" + CONTINUED, "\n");
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new SandboxEnvironment(values);
  }

  /** This environment as a label's value: a line for each variable, and for each of its own. */
  public String label() {
    return lines().stream()
        .map(line -> line.replace("\n", "\n" + CONTINUED))
        .collect(Collectors.joining("\n"));
  }

  /**
   * This environment and more, which wins where both name a variable.
   *
   * @throws ToolFailure when that is too much for one command
   */
  public SandboxEnvironment with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(more);
    return new SandboxEnvironment(all);
  }

  /** The part of it whose names fit. */
  public SandboxEnvironment only(Predicate<String> names) {
    Map<String, String> some = new TreeMap<>(values);
    some.keySet().removeIf(names.negate());
    return new SandboxEnvironment(some);
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw refused("'" + PlainText.of(name) + "' is not letters, digits and underscores");
    }
    if (name.startsWith(RESERVED)) {
      throw refused("names that begin with " + RESERVED + " are this server's own");
    }
    if (value.length() > LONGEST) {
      throw refused(name + " is longer than " + LONGEST + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw refused(name + " contains a NUL");
    }
  }

  private static ToolFailure refused(String reason) {
    return ToolFailure.invalid("set the environment", reason, "pass long or many values by file");
  }

  /** {@code NAME=value} each, as Docker takes them. */
  public List<String> lines() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }
}
