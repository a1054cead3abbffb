package org.dockermcp.packages.manager;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The environment of a package manager's commands.
 *
 * @param variables that are set, by name
 * @param inherited prefixes of the sandbox's own variables that are passed on, in any case: those
 *     that say where packages come from
 */
public record ManagerEnvironment(Map<String, String> variables, List<String> inherited) {
  /** What keeps managers from asking, from colouring, and from filling memory: /tmp is there. */
  private static final Map<String, String> COMMON =
      Map.of("CI", "true", "NO_COLOR", "1", "TMPDIR", "/var/tmp");

  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

  /**
   * This environment with what the other managers need: one may run another, as the script of a
   * Node.js package runs pip. Its own variables win.
   *
   * @param all every manager's, in the order in which an earlier one wins
   */
  ManagerEnvironment among(Collection<ManagerEnvironment> all) {
    Map<String, String> merged = new TreeMap<>(variables);
    all.forEach(other -> other.variables.forEach(merged::putIfAbsent));
    COMMON.forEach(merged::putIfAbsent);
    List<String> prefixes =
        Stream.concat(Stream.of(this), all.stream())
            .flatMap(it -> it.inherited.stream())
            .distinct()
            .toList();
    return new ManagerEnvironment(merged, prefixes);
  }

  /** Whether a variable of the sandbox is passed on. */
  public boolean inherits(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return PROXIES.contains(upper)
        || inherited.stream().anyMatch(it -> upper.startsWith(it.toUpperCase(Locale.ROOT)));
  }
}
