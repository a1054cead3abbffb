package org.dockermcp.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.PlainText;
import org.dockermcp.tool.ToolFailure;

/**
 * Environment variables that a caller gives to a sandbox or a command.
 *
 * @param values by name, sorted; at most {@value #MOST} of them
 */
public record SandboxEnvironment(Map<String, String> values) {
  private static final int MOST = 256;
  private static final int LONGEST = 32_768;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  public SandboxEnvironment {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    if (values.size() > MOST) {
      throw refused("there are " + values.size() + " variables and at most " + MOST + " fit");
    }
    values.forEach(SandboxEnvironment::check);
  }

  /** The environment a call gives; may be empty. */
  public static SandboxEnvironment of(Arguments arguments) {
    return new SandboxEnvironment(arguments.textMap("environment"));
  }

  private static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw refused("'" + PlainText.of(name) + "' is not letters, digits and underscores");
    }
    if (value.length() > LONGEST) {
      throw refused(name + " is longer than " + LONGEST + " characters");
    }
    if (value.chars().anyMatch(c -> c == 0 || c == '\n' || c == '\r')) {
      throw refused(name + " holds a line break or a NUL");
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
