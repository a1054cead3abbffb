package org.dockermcp.packages;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packages that a caller's texts name, of which each may name several. */
final class PackageTexts {
  /**
   * A line break, or a comma outside of brackets that no comparison follows: {@code six>=1.10,<2}
   * is one requirement, and so is {@code requests[socks,security]}.
   */
  private static final Pattern BETWEEN =
      Pattern.compile("[\\r\\n]+|,(?!\\s*[<>=!~])(?![^\\[\\]\\r\\n]*+\\])");

  private PackageTexts() {}

  /** One text for each package, without blanks around it; none for what is blank. */
  static List<String> split(List<String> texts) {
    return texts.stream()
        .flatMap(text -> Stream.of(BETWEEN.split(text, -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
