package org.dockermcp.packages;

import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;

/**
 * A package as its manager takes it, perhaps with a constraint on its version.
 *
 * @param manager whose grammar it is in
 * @param text safe as an argument of that manager: no flag, path, address or shell text
 */
public record PackageName(PackageManager manager, String text) {

  public PackageName {
    if (!manager.grammar().takes(text)) {
      throw ToolFailure.invalid(
          "install '" + PlainText.of(text) + "' with " + manager,
          "it is not a package name in " + manager + "'s grammar",
          "give names such as "
              + manager.grammar().example()
              + ", without options, paths or addresses");
    }
  }

  /**
   * Parses what a caller wrote.
   *
   * @throws ToolFailure when it is not in the manager's grammar
   */
  public static PackageName of(PackageManager manager, String text) {
    return new PackageName(manager, manager.grammar().tidied(text));
  }

  /** The name alone, as the manager lists it. */
  public String name() {
    return manager.grammar().name(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
