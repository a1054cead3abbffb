package org.dockermcp.packages;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageManagers;

/**
 * What a sandbox has for an install; the choice in the route asks it.
 *
 * @param request what is to be installed, and where
 * @param managers those that the sandbox has, in the order of their names
 * @param files of the workspace by which a manager may be chosen
 */
public record Survey(InstallRequest request, List<PackageManager> managers, Set<String> files) {
  private static final String MANAGER = "manager ";
  private static final String FILE = "file ";

  /**
   * The one command of the detection: prints the managers and the files that are there. It holds
   * text of manager files, in quotes, and none of a caller's.
   */
  static List<String> command(PackageManagers managers) {
    StringBuilder script = new StringBuilder();
    for (PackageManager manager : managers.all()) {
      String found =
          manager.presence().executables().stream()
              .map(executable -> "command -v " + quoted(executable))
              .collect(Collectors.joining(" || "));
      String works =
          manager.presence().probe().stream().map(Survey::quoted).collect(Collectors.joining(" "));
      script.append(
          "if { %s; } >/dev/null 2>&1%s; then echo %s; fi%n"
              .formatted(
                  found,
                  works.isEmpty() ? "" : " && " + works + " >/dev/null 2>&1 </dev/null",
                  quoted(MANAGER + manager)));
    }
    for (String file : files(managers)) {
      script.append(
          "if [ -e %s ]; then echo %s; fi%n"
              .formatted(quoted("/workspace/" + file), quoted(FILE + file)));
    }
    return List.of("/bin/sh", "-c", script.toString());
  }

  private static List<String> files(PackageManagers managers) {
    return managers.all().stream()
        .flatMap(manager -> manager.preference().files().stream())
        .distinct()
        .toList();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Reads what {@link #command} printed. */
  static Survey of(InstallRequest request, String printed) {
    Set<String> names = printed(printed, MANAGER);
    List<PackageManager> there =
        request.requested().managers().all().stream()
            .filter(manager -> names.contains(manager.name()))
            .toList();
    return new Survey(request, there, printed(printed, FILE));
  }

  private static Set<String> printed(String printed, String prefix) {
    return printed
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the caller named a manager. */
  public boolean isNamed() {
    return request.requested().manager().isPresent();
  }

  /** Whether the lock file of a manager that could be used is in the workspace. */
  public boolean hasLockFile() {
    return !lockedBy().isEmpty();
  }

  /** Whether the names can only be meant for the kind of a manager that is there. */
  public boolean hasKind() {
    return !ofKind().isEmpty();
  }

  /** Whether the project file of a manager that could be used is in the workspace. */
  public boolean hasProjectFile() {
    return !ofProject().isEmpty();
  }

  /** Whether there is a manager to use when nothing else decides. */
  public boolean hasFallback() {
    return !fallbacks().isEmpty();
  }

  List<PackageManager> lockedBy() {
    return usable().stream()
        .filter(it -> it.preference().lockFiles().stream().anyMatch(files::contains))
        .toList();
  }

  List<PackageManager> ofKind() {
    return request.requested().kind().isEmpty()
        ? List.of()
        : usable().stream().filter(it -> it.preference().byNames()).toList();
  }

  List<PackageManager> ofProject() {
    return usable().stream()
        .filter(it -> it.preference().projectFiles().stream().anyMatch(files::contains))
        .toList();
  }

  List<PackageManager> fallbacks() {
    return usable().stream().filter(it -> it.preference().fallback().isPresent()).toList();
  }

  /** Those that are there, without those of another kind than the names. */
  private List<PackageManager> usable() {
    return managers.stream()
        .filter(
            manager ->
                request.requested().kind().isEmpty()
                    || manager.kind().equals(request.requested().kind()))
        .toList();
  }
}
