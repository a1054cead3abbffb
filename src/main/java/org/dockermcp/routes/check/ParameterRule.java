package org.dockermcp.routes.check;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the parameters of a bean's method may be: whole expressions, and texts that are the route's
 * own.
 *
 * <p>An argument's value within a text would be a line of a shell, or half of one. Camel also looks
 * twice at what comes of a parameter, so that a value in quotes loses them and {@code null} is none
 * (4.17); so a method is given the call, and an argument's name.
 */
final class ParameterRule {
  private static final Pattern VALUE = Pattern.compile("\\barguments\\b");

  private ParameterRule() {}

  /** Why a method with its parameters is refused; empty when it is not. */
  static Optional<String> refusal(String method) {
    int open = method.indexOf('(');
    String parameters = open < 0 ? "" : method.substring(open);
    if (hasTemplateInQuotes(parameters)) {
      return Optional.of("'%s' has an expression within a text".formatted(method));
    }
    if (VALUE.matcher(outsideOfQuotes(parameters)).find()) {
      return Optional.of(
          "'%s' takes the value of an argument; give the call and the argument's name"
              .formatted(method));
    }
    return Optional.empty();
  }

  private static boolean hasTemplateInQuotes(String parameters) {
    char quote = 0;
    for (int i = 0; i < parameters.length(); i++) {
      char at = parameters.charAt(i);
      if (quote != 0 && parameters.startsWith("${", i)) {
        return true;
      }
      quote = after(quote, at);
    }
    return false;
  }

  private static String outsideOfQuotes(String parameters) {
    StringBuilder outside = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < parameters.length(); i++) {
      char at = parameters.charAt(i);
      quote = after(quote, at);
      outside.append(quote == 0 ? at : ' ');
    }
    return outside.toString();
  }

  /** The quote that is open after a character; 0: none. */
  private static char after(char open, char at) {
    if (open == 0) {
      return at == '\'' || at == '"' ? at : 0;
    }
    return at == open ? 0 : open;
  }
}
