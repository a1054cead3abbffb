package org.dockermcp.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant by one that does not exist. */
public final class Nearest {
  /** No name of ours is as long; a longer text is not worth a comparison. */
  private static final int LONGEST = 64;

  private static final int SHORT = 3;

  /** What may be left out of a name by its parts, such as {@code container} of an id's. */
  private static final int LEAST_BEGINNING = 4;

  private Nearest() {}

  /**
   * The nearest of the names, the first of several; empty when none is near: more than two letters
   * are exchanged, added, left out or replaced (more than one in a short name). Case, hyphens,
   * underscores and a name's last parts make no difference.
   */
  public static Optional<String> of(String text, Collection<String> names) {
    if (text.isBlank() || text.length() > LONGEST) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> distance(text, name) <= allowed(text, name))
        .min(Comparator.comparingInt(name -> distance(text, name)));
  }

  /** {@link #of} as a question in parentheses after a blank; empty when no name is near. */
  public static String question(String text, Collection<String> names) {
    return of(text, names).map(" (did you mean '%s'?)"::formatted).orElse("");
  }

  private static int allowed(String text, String name) {
    return Math.min(text.length(), name.length()) <= SHORT ? 1 : 2;
  }

  /**
   * How many letters must be added, left out, replaced or exchanged with their neighbour, each at
   * most once (optimal string alignment); 1 for a name and its first parts.
   */
  static int distance(String one, String other) {
    String left = plain(one);
    String right = plain(other);
    int edits = edits(left, right);
    return edits > 1 && (begins(left, right) || begins(right, left)) ? 1 : edits;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  private static boolean begins(String name, String beginning) {
    return beginning.length() >= LEAST_BEGINNING && name.startsWith(beginning + "_");
  }

  private static int edits(String left, String right) {
    int[][] table = new int[left.length() + 1][right.length() + 1];
    for (int row = 0; row <= left.length(); row++) {
      for (int column = 0; column <= right.length(); column++) {
        table[row][column] =
            row == 0 || column == 0 ? row + column : cheapest(table, left, right, row, column);
      }
    }
    return table[left.length()][right.length()];
  }

  private static int cheapest(int[][] table, String left, String right, int row, int column) {
    int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
    int least =
        Math.min(
            table[row - 1][column - 1] + replaced,
            Math.min(table[row - 1][column], table[row][column - 1]) + 1);
    boolean exchanged =
        row > 1
            && column > 1
            && left.charAt(row - 1) == right.charAt(column - 2)
            && left.charAt(row - 2) == right.charAt(column - 1);
    return exchanged ? Math.min(least, table[row - 2][column - 2] + 1) : least;
  }
}
