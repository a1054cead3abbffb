package org.dockermcp.packages.manager;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;

/** The package managers of one folder, in the order of their names; immutable. */
public final class PackageManagers {
  /** No package manager at all. */
  public static final PackageManagers NONE = new PackageManagers(List.of());

  /** In how many places a name that was meant may differ. */
  private static final int MAX_DISTANCE = 2;

  private final List<PackageManager> all;

  private PackageManagers(List<PackageManager> all) {
    this.all = all;
  }

  /** The managers of a folder; each has another name. */
  public static PackageManagers of(Collection<PackageManager> managers) {
    List<PackageManager> sorted =
        managers.stream().sorted(Comparator.comparing(PackageManager::name)).toList();
    List<ManagerEnvironment> environments =
        sorted.stream().map(PackageManager::environment).toList();
    return new PackageManagers(
        sorted.stream().map(it -> it.in(it.environment().among(environments))).toList());
  }

  /** All, in the order of their names. */
  public List<PackageManager> all() {
    return all;
  }

  /** The manager of this name, if there is one. */
  public Optional<PackageManager> find(String name) {
    return all.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /**
   * The manager that a caller names.
   *
   * @throws ToolFailure naming those there are, when there is none of that name
   */
  public PackageManager require(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  private ToolFailure unknown(String name) {
    String tried = "use package_manager '" + PlainText.of(name) + "'";
    if (all.isEmpty()) {
      return ToolFailure.invalid(
          tried,
          "this server has no package manager",
          "use an image that has the packages, or ask the operator for one");
    }
    String nearest = nearest(name).map(it -> "; the nearest name is " + it.name()).orElse("");
    return ToolFailure.invalid(
        tried,
        "it is not a known package manager" + nearest,
        "give one of " + all.stream().map(PackageManager::name).collect(Collectors.joining(", ")));
  }

  private Optional<PackageManager> nearest(String name) {
    return all.stream()
        .filter(it -> distance(it.name(), name) <= Math.min(MAX_DISTANCE, it.name().length() - 1))
        .min(Comparator.comparingInt(it -> distance(it.name(), name)));
  }

  /** How many letters must be added, left out or replaced (Levenshtein). */
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > MAX_DISTANCE) {
      return Integer.MAX_VALUE;
    }
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + replaced, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[right.length()];
  }
}
