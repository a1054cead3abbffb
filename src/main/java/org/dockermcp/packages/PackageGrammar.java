package org.dockermcp.packages;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How packages are written for a manager: a name and, if wanted, a constraint on its version.
 *
 * <p>No grammar takes a text that starts with a dash, or holds a slash (a scope's apart), an
 * address, a quote, a backslash or a line break.
 */
enum PackageGrammar {
  /** PEP 508 without markers and addresses. */
  PYTHON(
      "requests, numpy==2.1.0 or uvicorn[standard]",
      "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"
          + "(?:\\[[A-Za-z0-9._-]+(?:,[A-Za-z0-9._-]+)*])?"
          + "(?<constraint>(?:~=|===?|!=|<=?|>=?)[A-Za-z0-9.*+!_-]+"
          + "(?:,(?:~=|===?|!=|<=?|>=?)[A-Za-z0-9.*+!_-]+)*)?",
      "===?([^*,]+)"),

  /** A name, perhaps scoped, and a version, a range of node-semver, or a tag. */
  NODE(
      "express, lodash@4 or @types/node",
      "(?<name>(?:@[A-Za-z0-9~-][A-Za-z0-9._~-]*/)?[A-Za-z0-9][A-Za-z0-9._~-]*)"
          + "(?:@(?<constraint>[A-Za-z0-9^~<>=*][A-Za-z0-9.^~<>=*+| _-]*))?",
      "([0-9]+\\.[0-9]+\\.[0-9]+[^ |]*)"),

  /** Debian's names; a dash at the end would remove the package. */
  DEBIAN(
      "curl or libpq-dev",
      "(?<name>[a-z0-9][a-z0-9+.-]*[a-z0-9+])(?::[a-z0-9]+)?"
          + "(?<constraint>=[A-Za-z0-9][A-Za-z0-9.+~:-]*)?",
      "=(.+)"),

  /** Alpine's names, with a constraint or a repository's tag. */
  ALPINE(
      "curl or py3-pip>=23",
      "(?<name>[A-Za-z0-9_][A-Za-z0-9+._-]*)"
          + "(?<constraint>(?:=|<=?|>=?|=?~|><)[A-Za-z0-9._-]+|@[A-Za-z0-9._-]+)?",
      "=(.+)"),

  /** Names of RPM packages, perhaps with version, release and architecture behind dashes. */
  RPM("curl or gcc-c++", "(?<name>[A-Za-z0-9_][A-Za-z0-9+._~^-]*)(?<constraint>(?!))?", "=(.+)"),

  /** Names with a constraint, as zypper and pacman take them. */
  COMPARED(
      "curl or gcc>=13",
      "(?<name>[A-Za-z0-9_][A-Za-z0-9+._-]*)(?<constraint>(?:=|<=?|>=?)[A-Za-z0-9.+~:_-]+)?",
      "=(.+)");

  private static final int MOST = 256;

  /** Managers take such a text for a file of the folder they run in. */
  private static final Pattern FILE =
      Pattern.compile(
          ".*\\.(?:whl|egg|zip|tar|tgz|tbz2?|txz|tlz|tar\\.[a-z0-9]+|deb|apk|rpm|pkg\\.tar.*)",
          Pattern.CASE_INSENSITIVE);

  /** A word that stands for another version every now and then, such as {@code latest}. */
  private static final Pattern TAG = Pattern.compile("(?![vVxX](?:[0-9.]|$))[A-Za-z].*");

  private final String example;
  private final Pattern pattern;
  private final Pattern exact;

  /**
   * @param example for people
   * @param pattern with the groups {@code name} and {@code constraint}
   * @param exact a constraint that only the version in its first group fulfils
   */
  PackageGrammar(String example, String pattern, String exact) {
    this.example = example;
    this.pattern = Pattern.compile(pattern);
    this.exact = Pattern.compile(exact);
  }

  boolean takes(String text) {
    return text.length() <= MOST
        && pattern.matcher(text).matches()
        && !FILE.matcher(text).matches();
  }

  String example() {
    return example;
  }

  /** The text without blanks that mean nothing; Python's grammar allows them in between too. */
  String tidied(String text) {
    String trimmed = text.replaceAll("^ +| +$", "");
    return this == PYTHON ? trimmed.replaceAll(" *([\\[\\],~=!<>]) *", "$1") : trimmed;
  }

  /** The name alone, as managers list it. */
  String name(String text) {
    String name = group(text, "name").orElse(text);
    return this == PYTHON ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : name;
  }

  /** Whether a version is certainly what is wanted; false also where only the manager can tell. */
  boolean accepts(String text, String version) {
    Optional<String> constraint = group(text, "constraint");
    return constraint.isEmpty()
        || constraint
            .map(exact::matcher)
            .filter(Matcher::matches)
            .filter(matcher -> version.equals(matcher.group(1)))
            .isPresent();
  }

  /** Whether what is wanted may change although its text does not. */
  boolean floats(String text) {
    return this == NODE
        && group(text, "constraint").filter(it -> TAG.matcher(it).matches()).isPresent();
  }

  private Optional<String> group(String text, String group) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
  }
}
