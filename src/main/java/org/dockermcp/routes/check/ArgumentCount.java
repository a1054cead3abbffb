package org.dockermcp.routes.check;

import java.util.OptionalInt;

/** How many arguments a call such as {@code shell(${variable.call}, 'a, b')} is written with. */
final class ArgumentCount {
  private ArgumentCount() {}

  /**
   * Counts.
   *
   * @param open where the opening parenthesis is
   * @return empty when the closing one is not at the end
   */
  static OptionalInt of(String call, int open) {
    int depth = 0;
    int commas = 0;
    char quote = 0;
    for (int i = open; i < call.length(); i++) {
      char c = call.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '{') {
        depth++;
      } else if (c == ')' || c == '}') {
        depth--;
        if (depth == 0) {
          boolean none = call.substring(open + 1, i).isBlank();
          boolean last = call.substring(i + 1).isBlank();
          return last ? OptionalInt.of(none ? 0 : commas + 1) : OptionalInt.empty();
        }
      } else if (c == ',' && depth == 1) {
        commas++;
      }
    }
    return OptionalInt.empty();
  }
}
