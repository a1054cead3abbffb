package org.dockermcp.packages.manager;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which lines of a package manager's output tell why it failed.
 *
 * @param marked patterns of whole lines that are errors
 * @param ignored patterns of whole lines that say nothing of the packages
 * @param limit how many lines are told at most
 */
public record ErrorLines(List<Pattern> marked, List<Pattern> ignored, int limit) {
  /** How errors are marked by most managers. */
  private static final Pattern COMMON = Pattern.compile("E:.*|(?i:err).*|.*ERR_.*");

  private static final Pattern WARNING = Pattern.compile("(?i:warning):? .*|W: .*");

  /** What a file says, and what holds for all. */
  static ErrorLines of(List<Pattern> marked, List<Pattern> ignored, int limit) {
    return new ErrorLines(with(marked, COMMON), with(ignored, WARNING), limit);
  }

  private static List<Pattern> with(List<Pattern> patterns, Pattern more) {
    return Stream.concat(patterns.stream(), Stream.of(more)).toList();
  }

  /** Whether a line is marked as an error. */
  public boolean isError(String line) {
    return marked.stream().anyMatch(pattern -> pattern.matcher(line).matches());
  }

  /** Whether a line says nothing of the packages. */
  public boolean isIgnored(String line) {
    return ignored.stream().anyMatch(pattern -> pattern.matcher(line).matches());
  }
}
