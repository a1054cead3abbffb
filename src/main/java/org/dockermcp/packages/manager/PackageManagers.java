package org.dockermcp.packages.manager;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dockermcp.text.Nearest;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;

/** The package managers of one folder, in the order of their names; immutable. */
public final class PackageManagers {
  /** No package manager at all. */
  public static final PackageManagers NONE = new PackageManagers(List.of());

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
    List<String> names = all.stream().map(PackageManager::name).toList();
    return ToolFailure.invalid(
        tried,
        "it is not a known package manager" + Nearest.question(name, names),
        "give one of " + String.join(", ", names));
  }
}
