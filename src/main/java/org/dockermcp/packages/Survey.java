package org.dockermcp.packages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dockermcp.sandbox.Sandbox;

/**
 * What a sandbox has for installing packages, and what kind the packages are; the choice in the
 * route asks it.
 *
 * @param request what is to be installed
 * @param sandbox where
 * @param managers those that are there
 * @param files of the workspace that say which manager is in use there
 */
public record Survey(
    InstallRequest request, Sandbox sandbox, Set<PackageManager> managers, Set<String> files) {
  private static final String MANAGER = "manager ";
  private static final String FILE = "file ";

  /** Prints the managers and the files that are there; holds no text of a caller's. */
  private static final String SCRIPT =
      """
      for tool in %s; do
        if command -v "$tool" >/dev/null 2>&1; then echo "manager $tool"; fi
      done
      python=$(command -v python3 || command -v python)
      if [ -n "$python" ]; then
        has_pip='import importlib.util; importlib.util.find_spec("pip").name'
        if (cd / && "$python" -c "$has_pip") 2>/dev/null; then echo "manager pip"; fi
      fi
      for file in %s; do
        if [ -e "/workspace/$file" ]; then echo "file $file"; fi
      done
      """;

  /** The one command of the detection. */
  static List<String> command() {
    String tools =
        Arrays.stream(PackageManager.values())
            .filter(manager -> manager != PackageManager.PIP)
            .map(PackageManager::tool)
            .collect(Collectors.joining(" "));
    String files =
        Arrays.stream(PackageManager.values())
            .flatMap(manager -> manager.marks().stream())
            .distinct()
            .collect(Collectors.joining(" "));
    return List.of("/bin/sh", "-c", SCRIPT.formatted(tools, files));
  }

  /** Reads what {@link #command} printed. */
  static Survey of(InstallRequest request, Sandbox sandbox, String printed) {
    Set<String> tools = told(printed, MANAGER);
    Set<PackageManager> managers =
        Arrays.stream(PackageManager.values())
            .filter(manager -> tools.contains(manager.tool()))
            .collect(Collectors.toUnmodifiableSet());
    return new Survey(request, sandbox, managers, told(printed, FILE));
  }

  private static Set<String> told(String printed, String prefix) {
    return printed
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the caller named a manager. */
  public boolean asked() {
    return request.asked().isPresent();
  }

  /** Whether the manager is there and the names can only be meant for its kind. */
  public boolean namesAreOf(String manager) {
    return find(manager).filter(it -> kind().equals(Optional.of(it.kind()))).isPresent();
  }

  /** Whether the manager could be used, and a file in the workspace says that it is. */
  public boolean isMarked(String manager) {
    return find(manager)
        .filter(this::couldTake)
        .filter(it -> it.marks().stream().anyMatch(files::contains))
        .isPresent();
  }

  /** Whether the manager is there and the names are not those of another kind. */
  public boolean offers(String manager) {
    return find(manager).filter(this::couldTake).isPresent();
  }

  private Optional<PackageManager> find(String manager) {
    return PackageManager.named(manager).filter(managers::contains);
  }

  private Optional<PackageKind> kind() {
    return PackageKind.of(request.texts());
  }

  private boolean couldTake(PackageManager manager) {
    return kind().map(manager.kind()::equals).orElse(true);
  }

  /** Whether the system's own manager is there and the names can only be meant for it. */
  public boolean namesAreOfSystem() {
    return system().isPresent() && kind().equals(Optional.of(PackageKind.SYSTEM));
  }

  /** Whether the system's own manager is there and the names are not those of another kind. */
  public boolean offersSystem() {
    return system().filter(this::couldTake).isPresent();
  }

  Optional<PackageManager> system() {
    return Arrays.stream(there()).filter(it -> it.kind() == PackageKind.SYSTEM).findFirst();
  }

  /** Those that are there, always in the same order. */
  PackageManager[] there() {
    return Arrays.stream(PackageManager.values())
        .filter(managers::contains)
        .toArray(PackageManager[]::new);
  }
}
