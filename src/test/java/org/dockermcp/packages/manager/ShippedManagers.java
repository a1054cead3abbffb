package org.dockermcp.packages.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.tool.ToolSpec;

/** The package managers of the shipped folder. */
public final class ShippedManagers {
  private static final Path FOLDER = Path.of("routes/packages");
  private static final PackageManagers ALL = read();

  private ShippedManagers() {}

  /** Their files. */
  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(ManagerFile.SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PackageManagers read() {
    try {
      List<PackageManager> managers = new ArrayList<>();
      for (Path file : files()) {
        managers.add(
            ManagerFile.read(file, ToolSpec.tree(Files.readString(file))).manager().orElseThrow());
      }
      return PackageManagers.of(managers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public static PackageManagers all() {
    return ALL;
  }

  /** Their names. */
  static Stream<String> names() {
    return ALL.all().stream().map(PackageManager::name);
  }

  /** One of them. */
  public static PackageManager named(String name) {
    return ALL.find(name).orElseThrow();
  }

  /** A package as one of them takes it. */
  public static PackageName name(String manager, String text) {
    return RequestedPackage.parse(text, List.of(named(manager))).name(named(manager));
  }
}
