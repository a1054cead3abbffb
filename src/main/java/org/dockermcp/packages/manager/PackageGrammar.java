package org.dockermcp.packages.manager;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How packages are written for a manager: a name and, if wanted, a constraint on its version.
 *
 * <p>No grammar takes a text that starts with a dash, or holds a slash (a scope's apart), an
 * address, a quote, a backslash or a line break.
 */
public final class PackageGrammar {
  private static final int MAX_LENGTH = 256;

  /** PEP 508 without markers and addresses. */
  private static final PackageGrammar PYTHON =
      new PackageGrammar(
          Style.PYTHON,
          "requests, numpy==2.1.0 or uvicorn[standard]",
          "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"
              + "(?:\\[[A-Za-z0-9._-]+(?:,[A-Za-z0-9._-]+)*])?"
              + "(?<constraint>(?:~=|===?|!=|<=?|>=?)[A-Za-z0-9.*+!_-]+"
              + "(?:,(?:~=|===?|!=|<=?|>=?)[A-Za-z0-9.*+!_-]+)*)?",
          "===?([^*,]+)");

  /** A name, perhaps scoped, and a version, a range of node-semver, or a tag. */
  private static final PackageGrammar NODE =
      new PackageGrammar(
          Style.NODE,
          "express, lodash@4 or @types/node",
          "(?<name>(?:@[A-Za-z0-9~-][A-Za-z0-9._~-]*/)?[A-Za-z0-9][A-Za-z0-9._~-]*)"
              + "(?:@(?<constraint>[A-Za-z0-9^~<>=*][A-Za-z0-9.^~<>=*+| _-]*))?",
          "([0-9]+\\.[0-9]+\\.[0-9]+[^ |]*)");

  /** Debian's names; a dash at the end would remove the package. */
  private static final PackageGrammar DEBIAN =
      new PackageGrammar(
          Style.PLAIN,
          "curl or libpq-dev",
          "(?<name>[a-z0-9][a-z0-9+.-]*[a-z0-9+])(?::[a-z0-9]+)?"
              + "(?<constraint>=[A-Za-z0-9][A-Za-z0-9.+~:-]*)?",
          "=(.+)");

  /** Alpine's names, with a constraint or a repository's tag. */
  private static final PackageGrammar ALPINE =
      new PackageGrammar(
          Style.PLAIN,
          "curl or py3-pip>=23",
          "(?<name>[A-Za-z0-9_][A-Za-z0-9+._-]*)"
              + "(?<constraint>(?:=|<=?|>=?|=?~|><)[A-Za-z0-9._-]+|@[A-Za-z0-9._-]+)?",
          "=(.+)");

  /** Names of RPM packages, perhaps with version, release and architecture behind dashes. */
  private static final PackageGrammar RPM =
      new PackageGrammar(
          Style.PLAIN,
          "curl or gcc-c++",
          "(?<name>[A-Za-z0-9_][A-Za-z0-9+._~^-]*)(?<constraint>(?!))?",
          "=(.+)");

  /** Names with a constraint, as zypper and pacman take them. */
  private static final PackageGrammar COMPARED =
      new PackageGrammar(
          Style.PLAIN,
          "curl or gcc>=13",
          "(?<name>[A-Za-z0-9_][A-Za-z0-9+._-]*)(?<constraint>(?:=|<=?|>=?)[A-Za-z0-9.+~:_-]+)?",
          "=(.+)");

  /** Those that a file may name; {@code manager.schema.json} lists them too. */
  static final Map<String, PackageGrammar> NAMED =
      Map.of(
          "python", PYTHON,
          "node", NODE,
          "debian", DEBIAN,
          "alpine", ALPINE,
          "rpm", RPM,
          "compared", COMPARED);

  /** What a grammar of a file's own may take at most; a colon stands before a version alone. */
  private static final Pattern SAFE =
      Pattern.compile(
          "(?!.*\\.(?i:gem|crate|jar|nupkg)$)(?:@[A-Za-z0-9_][A-Za-z0-9._~-]*/)?[A-Za-z0-9_]"
              + "(?:[A-Za-z0-9._+~^<>=!*|,\\[\\]@-]|:(?=[0-9]))*");

  /** Managers take such a text for a file of the folder they run in. */
  private static final Pattern FILE =
      Pattern.compile(
          ".*\\.(?:whl|egg|zip|tar|tgz|tbz2?|txz|tlz|tar\\.[a-z0-9]+|deb|apk|rpm|pkg\\.tar.*)",
          Pattern.CASE_INSENSITIVE);

  /** A word that stands for another version every now and then, such as {@code latest}. */
  private static final Pattern TAG = Pattern.compile("(?![vVxX](?:[0-9.]|$))[A-Za-z].*");

  /** What a pattern does not say of names. */
  private enum Style {
    PLAIN,

    /** Blanks between the parts mean nothing, and names have more than one spelling. */
    PYTHON,

    /** A constraint may be a tag. */
    NODE,

    /** Of a file, which is not trusted to keep flags and addresses out. */
    OF_FILE
  }

  private final Style style;
  private final String example;
  private final Pattern pattern;
  private final boolean constrained;
  private final Pattern exact;

  /**
   * @param example for people
   * @param pattern with the groups {@code name} and {@code constraint}
   * @param exact a constraint that only the version in its first group fulfils
   */
  private PackageGrammar(Style style, String example, String pattern, String exact) {
    this.style = style;
    this.example = example;
    this.pattern = Pattern.compile(pattern);
    constrained = pattern.contains("(?<constraint>");
    this.exact = Pattern.compile(exact);
  }

  /**
   * A grammar that a file gives; it takes nothing that may be a flag, a path or an address.
   *
   * @param example for people
   * @param pattern with the group {@code name} and perhaps the group {@code constraint}
   * @param exact a constraint that only the version in its first group fulfils
   * @throws java.util.regex.PatternSyntaxException when one of them is no regular expression
   */
  static PackageGrammar ofFile(String example, String pattern, String exact) {
    return new PackageGrammar(Style.OF_FILE, example, pattern, exact);
  }

  /** The package that a text means; empty when it is not in this grammar. */
  public Optional<PackageName> parse(String text) {
    String tidied = tidied(text);
    Matcher matcher = pattern.matcher(tidied);
    boolean taken =
        tidied.length() <= MAX_LENGTH
            && (style != Style.OF_FILE || SAFE.matcher(tidied).matches())
            && matcher.matches()
            && !FILE.matcher(tidied).matches();
    if (!taken || matcher.group("name") == null) {
      return Optional.empty();
    }
    Optional<String> constraint =
        Optional.ofNullable(constrained ? matcher.group("constraint") : null);
    return Optional.of(
        new PackageName(this, tidied, normalized(matcher.group("name")), constraint));
  }

  /** Packages as people write them, for messages. */
  public String example() {
    return example;
  }

  /** The text without blanks that mean nothing. */
  private String tidied(String text) {
    String trimmed = text.replaceAll("^ +| +$", "");
    return style == Style.PYTHON ? trimmed.replaceAll(" *([\\[\\],~=!<>]) *", "$1") : trimmed;
  }

  /** The one spelling of a name of which there may be several. */
  String normalized(String name) {
    return style == Style.PYTHON ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : name;
  }

  /** Whether only this version fulfils the constraint. */
  boolean isExactly(String constraint, String version) {
    Matcher matcher = exact.matcher(constraint);
    return matcher.matches() && version.equals(matcher.group(1));
  }

  /** Whether the constraint may mean another version tomorrow. */
  boolean isTag(String constraint) {
    return style == Style.NODE && TAG.matcher(constraint).matches();
  }
}
