package org.dockermcp.packages.manager;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;

/** A package that a caller asks for: a name in the grammar of at least one package manager. */
public final class RequestedPackage {
  private final String text;
  private final Map<PackageGrammar, PackageName> names;

  private RequestedPackage(String text, Map<PackageGrammar, PackageName> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Parses what a caller wrote.
   *
   * @param managers one of which will install it
   * @throws ToolFailure when it is in the grammar of none of them
   */
  public static RequestedPackage parse(String text, Collection<PackageManager> managers) {
    Map<PackageGrammar, PackageName> names = new HashMap<>();
    for (PackageManager manager : managers) {
      manager.grammar().parse(text).ifPresent(name -> names.put(manager.grammar(), name));
    }
    if (names.isEmpty()) {
      throw managers.size() == 1
          ? refused(text, managers.iterator().next())
          : ToolFailure.invalid(
              "install '" + PlainText.of(text) + "'",
              "it is not a package name in any package manager's grammar",
              "give names such as requests, lodash@4 or libpq-dev, without options, paths or"
                  + " addresses");
    }
    return new RequestedPackage(text, Map.copyOf(names));
  }

  /**
   * The package for this manager.
   *
   * @throws ToolFailure when it is not in the manager's grammar
   */
  public PackageName name(PackageManager manager) {
    PackageName name = names.get(manager.grammar());
    if (name == null) {
      throw refused(text, manager);
    }
    return name;
  }

  private static ToolFailure refused(String text, PackageManager manager) {
    return ToolFailure.invalid(
        "install '" + PlainText.of(text) + "' with " + manager,
        "it is not a package name in " + manager + "'s grammar",
        "give names such as "
            + manager.grammar().example()
            + ", without options, paths or addresses");
  }

  /** What the caller wrote. */
  @Override
  public String toString() {
    return text;
  }
}
