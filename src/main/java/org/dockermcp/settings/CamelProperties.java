package org.dockermcp.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of Camel's own properties may stand in the properties file: those that tune what routes do,
 * and none that would load other routes, make objects, open ports, name another engine or change
 * how contexts start and end.
 *
 * <p>Whether an option of a component exists is found out by Camel itself.
 */
final class CamelProperties {
  static final String PREFIX = "camel.";

  private static final List<String> MAIN =
      List.of(
          "load-statistics-enabled",
          "log-debug-max-chars",
          "log-mask",
          "message-history",
          "stream-caching-enabled",
          "thread-name-pattern",
          "use-mdc-logging");

  private static final List<String> THREADPOOL =
      List.of(
          "allow-core-thread-time-out",
          "keep-alive-time",
          "max-pool-size",
          "max-queue-size",
          "pool-size",
          "rejected-policy",
          "time-unit");

  /** Components whose options may be set wherever routes may use them. */
  private static final Set<String> COMPONENTS = Set.of("log", "seda", "timer");

  /** Why a group of properties is refused, by the beginning of its keys. */
  private static final Map<String, String> REASONS = reasons();

  private static final Pattern COMPONENT = Pattern.compile("component\\.([A-Za-z0-9-]+)\\.(.+)");

  private CamelProperties() {}

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("main.routes", "routes are loaded from the folder of the tools alone");
    reasons.put("main.jmx", "the server registers its own MBeans");
    reasons.put("main.shutdown", "the server ends within its own limits");
    reasons.put("component.docker.", "the engine is named by DOCKER_HOST or a Docker context");
    reasons.put("component.direct.", "a call of a route that is not there fails at once");
    reasons.put("component.bean.", "routes name the server's own beans");
    reasons.put("bean", "routes name the server's own beans");
    reasons.put("server.", "DOCKER_MCP_MONITOR_PORT opens the only port");
    reasons.put("management.", "DOCKER_MCP_MONITOR_PORT opens the only port");
    return reasons;
  }

  /**
   * Why a key is refused; empty when it is not.
   *
   * @param key begins with {@link #PREFIX}
   * @param schemes that routes may use beside the usual ones
   */
  static Optional<String> refusal(String key, Collection<String> schemes) {
    String option = key.substring(PREFIX.length());
    if (option.startsWith("main.")) {
      return unknown(option, "main.", MAIN);
    }
    if (option.startsWith("threadpool.")) {
      return unknown(option, "threadpool.", THREADPOOL);
    }
    Matcher component = COMPONENT.matcher(option);
    if (!component.matches() || reason(option).isPresent()) {
      return Optional.of(
          reason(option)
              .orElse("only camel.main.*, camel.threadpool.* and camel.component.* can be set"));
    }
    String scheme = component.group(1);
    return COMPONENTS.contains(scheme) || schemes.contains(scheme)
        ? Optional.empty()
        : Optional.of("DOCKER_MCP_ROUTE_SCHEMES does not name '%s'".formatted(scheme));
  }

  private static Optional<String> unknown(String option, String group, List<String> known) {
    String name = plain(option.substring(group.length()));
    return known.stream().anyMatch(it -> plain(it).equals(name))
        ? Optional.empty()
        : Optional.of(
            reason(option)
                .orElse(
                    "of camel.%s* only these can be set: %s"
                        .formatted(group, String.join(", ", known))));
  }

  private static Optional<String> reason(String option) {
    return REASONS.entrySet().stream()
        .filter(it -> option.startsWith(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Camel takes a name with dashes and in camel case. */
  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
