package org.dockermcp.routes.check;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which endpoints a route may name. */
final class EndpointRule {
  /** What routes speak without being allowed more. */
  static final Set<String> USUAL = Set.of("bean", "direct", "docker", "log", "seda", "timer");

  private static final String ENGINE = "docker";
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9.+-]*)(?:[:?].*)?", Pattern.DOTALL);

  /** Parameters could name another engine, and the class that speaks to it. */
  private static final Pattern ENGINE_URI = Pattern.compile("docker:[a-z]+(/[a-z]+)?");

  /** Of a name that is a bean's; {@code type:} and a class's name would make one. */
  private static final Pattern BEAN_URI =
      Pattern.compile("bean:[A-Za-z][A-Za-z0-9_-]*(\\?.*)?", Pattern.DOTALL);

  private final Set<String> schemes = new TreeSet<>(USUAL);

  /**
   * @param more schemes beside the usual ones
   */
  EndpointRule(Collection<String> more) {
    schemes.addAll(more);
  }

  /**
   * Where an endpoint is named.
   *
   * @param computed whether expressions in it are evaluated for each message
   * @param engine whether it is in a file of the engine's folder of the library
   * @param parameters whether it has some beside the address
   */
  record Place(boolean computed, boolean engine, boolean parameters) {}

  /** Why an endpoint is refused; empty when it is not. */
  Optional<String> refusal(String uri, Place place) {
    Matcher matcher = SCHEME.matcher(uri);
    if (!matcher.matches()) {
      return Optional.of(
          "the endpoint '%s' does not begin with a scheme in plain letters".formatted(uri));
    }
    String scheme = matcher.group(1);
    if (!schemes.contains(scheme)) {
      return Optional.of(
          "the endpoint '%s' has the scheme '%s', which is not among %s; DOCKER_MCP_ROUTE_SCHEMES adds to them"
              .formatted(uri, scheme, String.join(", ", schemes)));
    }
    if (uri.contains("$") && !place.computed) {
      return Optional.of(
          "the endpoint '%s' contains an expression, which only toD evaluates".formatted(uri));
    }
    // Camel joins what stands between plus signs, and evaluates a part in any language it names.
    if (uri.contains("language:") || (place.computed && uri.contains("+"))) {
      return Optional.of("the endpoint '%s' contains another language".formatted(uri));
    }
    if (scheme.equals("bean") && !BEAN_URI.matcher(uri).matches()) {
      return Optional.of("the endpoint '%s' does not name a bean".formatted(uri));
    }
    return scheme.equals(ENGINE) ? engineRefusal(uri, place) : Optional.empty();
  }

  private static Optional<String> engineRefusal(String uri, Place place) {
    if (!place.engine) {
      return Optional.of(
          "the endpoint '%s' is for routes in the engine's folder of lib/ alone".formatted(uri));
    }
    if (place.parameters || !ENGINE_URI.matcher(uri).matches()) {
      return Optional.of("the endpoint '%s' has more than an operation".formatted(uri));
    }
    return Optional.empty();
  }
}
