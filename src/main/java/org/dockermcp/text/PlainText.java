package org.dockermcp.text;

import java.util.regex.Pattern;

/** Makes foreign text fit to stand in a sentence: one line, no control characters, no secrets. */
public final class PlainText {
  private static final int MOST = 400;

  /** Looked at no further: a megabyte of hostile text is not worth a search. */
  private static final int LOOKED_AT = 4 * MOST;

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** Looked for where a word begins only, or a long one would take milliseconds. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(?<![\\w-])([\\w-]*(?:authorization|password|passwd|token|secret|api[_-]?key|auth)(?:[_-][\\w-]*)?)"
              + "(\"?\\s*[:=]\\s*)(\"?)(?:(?:basic|bearer)\\s+)?[^\\s\",;]+");

  private static final Pattern USER_INFO = Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/@\\s]+@");

  private PlainText() {}

  /** The text on one line, at most {@value #MOST} characters, ending in an ellipsis when cut. */
  public static String of(String text) {
    String visible = INVISIBLE.matcher(cut(text, LOOKED_AT)).replaceAll(" ").strip();
    String safe = SECRET.matcher(visible).replaceAll("$1$2$3***");
    safe = USER_INFO.matcher(safe).replaceAll("$1***@");
    return safe.length() <= MOST ? safe : cut(safe, MOST - 1) + "…";
  }

  /** At most so many characters, and no half of one. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** {@link #of} without a full stop at the end, to stand in the middle of a sentence. */
  public static String clause(String text) {
    String line = of(text);
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
