package org.dockermcp.routes.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text in a route may hold, wherever it stands: Camel looks for placeholders, resources and
 * classes in most of them.
 */
final class ExpressionRule {
  /** What {@code simple} may read: the message, and what is known of its way. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "body",
          "date",
          "exception",
          "exchangeId",
          "exchangeProperty",
          "header",
          "headers",
          "messageTimestamp",
          "random",
          "routeId",
          "uuid",
          "variable",
          "variables");

  private static final Pattern FUNCTION = Pattern.compile("\\$(\\w*)\\{\\s*(\\w*)");
  private static final Pattern CLASS = Pattern.compile("(?i)class");

  /** Encoded too, for it may stand in an endpoint's address. */
  private static final Pattern MAKER = Pattern.compile("(#|%23)(class|type):");

  /** Those that Camel brings, which only gather messages. */
  private static final Pattern STRATEGY =
      Pattern.compile("#class:org\\.apache\\.camel\\.processor\\.aggregate\\.\\w+");

  private ExpressionRule() {}

  /** Why a text is refused; empty when it is not. */
  static Optional<String> refusal(String text, boolean engine) {
    if (text.contains("{{")) {
      return Optional.of("'%s' contains a placeholder".formatted(text));
    }
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("resource:")) {
      return Optional.of("'%s' reads another file".formatted(text));
    }
    if (MAKER.matcher(text).find() && !STRATEGY.matcher(text).matches()) {
      return Optional.of("'%s' creates an object of a class".formatted(text));
    }
    if (!engine && start.contains("cameldocker")) {
      return Optional.of(
          "'%s' is a header for the engine, for routes in its folder of lib/ alone"
              .formatted(text));
    }
    return function(text);
  }

  private static Optional<String> function(String text) {
    Matcher matcher = FUNCTION.matcher(text);
    int first = -1;
    while (matcher.find()) {
      first = first < 0 ? matcher.start() : first;
      if (!matcher.group(1).isEmpty() || !FUNCTIONS.contains(matcher.group(2))) {
        return Optional.of(
            "'%s' has the function '%s', which is not among %s"
                .formatted(
                    text,
                    matcher.group(1).isEmpty() ? matcher.group(2) : "$" + matcher.group(1),
                    String.join(", ", FUNCTIONS.stream().sorted().toList())));
      }
    }
    // From an object's class everything else can be reached.
    if (first >= 0
        && CLASS.matcher(text.substring(first, Math.max(first, text.lastIndexOf('}')))).find()) {
      return Optional.of("'%s' asks an object for its class".formatted(text));
    }
    return Optional.empty();
  }
}
