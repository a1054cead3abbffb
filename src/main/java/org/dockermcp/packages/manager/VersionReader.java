package org.dockermcp.packages.manager;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a package manager prints when it lists what is installed. */
interface VersionReader {
  /** Versions by name; empty when the output is none that this reader understands. */
  Map<String, String> read(String output);

  /**
   * Reads lines; others are messages.
   *
   * @param pattern of a whole line without blanks round it, with the groups {@code name} and {@code
   *     version}
   */
  record Lines(Pattern pattern) implements VersionReader {
    @Override
    public Map<String, String> read(String output) {
      Map<String, String> versions = new HashMap<>();
      for (String line : output.lines().toList()) {
        Matcher matcher = pattern.matcher(line.strip());
        if (matcher.matches() && matcher.group("name") != null) {
          String version = matcher.group("version");
          if (version != null) {
            versions.put(matcher.group("name"), version);
          }
        }
      }
      return versions;
    }
  }
}
