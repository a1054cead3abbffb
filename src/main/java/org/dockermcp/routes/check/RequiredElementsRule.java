package org.dockermcp.routes.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a part of a route cannot be without, which a file that was cut short lacks first.
 *
 * <p>Camel itself takes a {@code filter} without a condition until the first message comes.
 */
final class RequiredElementsRule {
  private static final String EXPRESSION = "an expression";
  private static final Pattern OR = Pattern.compile("' or '");

  /** By the key that a part is the value of, in the words of a problem. */
  private static final Map<String, List<String>> NEEDED =
      Map.ofEntries(
          needs("aggregate", "'steps'"),
          needs("bean", "'ref'"),
          needs("choice", "'when'"),
          needs("doCatch", "'exception'", "'steps'"),
          needs("doFinally", "'steps'"),
          needs("doTry", "'steps'", "'doCatch' or 'doFinally'"),
          needs("filter", EXPRESSION, "'steps'"),
          needs("intercept", "'steps'"),
          needs("interceptFrom", "'steps'"),
          needs("interceptSendToEndpoint", "'uri'", "'steps'"),
          needs("log", "'message'"),
          needs("loop", EXPRESSION, "'steps'"),
          needs("method", "'ref'", "'method'"),
          needs("multicast", "'steps'"),
          needs("onCompletion", "'steps'"),
          needs("otherwise", "'steps'"),
          needs("pipeline", "'steps'"),
          needs("policy", "'ref'", "'steps'"),
          needs("poll", "'uri'"),
          needs("removeHeader", "'name'"),
          needs("removeHeaders", "'pattern'"),
          needs("removeProperties", "'pattern'"),
          needs("removeProperty", "'name'"),
          needs("removeVariable", "'name'"),
          needs("setBody", EXPRESSION),
          needs("setHeader", "'name'", EXPRESSION),
          needs("setProperty", "'name'", EXPRESSION),
          needs("setVariable", "'name'", EXPRESSION),
          needs("split", EXPRESSION, "'steps'"),
          needs("step", "'steps'"),
          needs("to", "'uri'"),
          needs("toD", "'uri'"),
          needs("transform", EXPRESSION),
          needs("validate", EXPRESSION),
          needs("when", EXPRESSION, "'steps'"),
          needs("wireTap", "'uri'"));

  private RequiredElementsRule() {}

  private static Map.Entry<String, List<String>> needs(String part, String... words) {
    return Map.entry(part, List.of(words));
  }

  /**
   * What is missing, a reason each; empty when it is whole, or has a word that is refused already.
   *
   * @param part the key that the words stand under
   */
  static List<String> missing(String part, Collection<String> words) {
    if (!RouteDslAllowList.ALL.containsAll(words)) {
      return List.of();
    }
    return NEEDED.getOrDefault(part, List.of()).stream()
        .filter(one -> alternatives(one).noneMatch(words::contains))
        .map(one -> "has '%s' without %s".formatted(part, one))
        .toList();
  }

  private static Stream<String> alternatives(String words) {
    return words.equals(EXPRESSION)
        ? Stream.concat(RouteDslAllowList.LANGUAGES.stream(), Stream.of("expression"))
        : OR.splitAsStream(words.substring(1, words.length() - 1));
  }
}
