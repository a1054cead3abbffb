package org.dockermcp.packages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.packages.InstallResult.Failed;
import org.dockermcp.packages.InstallResult.Present;
import org.dockermcp.packages.manager.ManagerEnvironment;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageName;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Installs with the manager that was chosen; steps of lib/packages and lib/install. */
public final class PackageInstaller {
  private final Commands commands;

  public PackageInstaller(Commands commands) {
    this.commands = commands;
  }

  /**
   * What is to be done.
   *
   * @throws ToolFailure naming the package that the chosen manager would not take
   */
  public Installation begin(InstallRequest request, ManagerChoice chosen) {
    List<PackageName> packages =
        request.requested().packages().stream()
            .map(requested -> requested.name(chosen.manager()))
            .distinct()
            .toList();
    Set<String> names = new HashSet<>();
    for (PackageName wanted : packages) {
      if (!names.add(wanted.name())) {
        throw ToolFailure.invalid(
            "install '" + wanted + "'",
            wanted.name() + " is named twice",
            "name each package once, with one constraint");
      }
    }
    return Installation.of(request, chosen, packages);
  }

  /** The command that lists which of the packages are there. */
  public Command list(Installation install) {
    PackageManager manager = install.manager();
    return command(install, manager.list(install.packages()), manager.listTimeout(), line -> {});
  }

  /** What is to be done, now that it is known what is there. */
  public Installation knowing(Installation install, CommandResult listed) {
    return install.knowing(versions(install, listed));
  }

  private static Map<String, String> versions(Installation install, CommandResult listed) {
    return install.manager().versions(listed.stdout());
  }

  /** The command by which the manager learns what there is. */
  public Command refresh(Installation install) {
    install
        .request()
        .requested()
        .progress()
        .report("Asking " + install.manager() + " for its package list");
    return command(
        install, install.manager().refresh(), install.request().requested().left(), line -> {});
  }

  /** What is to be done after that. */
  public Installation refreshed(Installation install, CommandResult result) {
    return install.refreshed(result);
  }

  /** The next run of the manager. */
  public Command run(Installation install) {
    InstallProgress progress =
        new InstallProgress(install.manager().progress(), install.request().requested().progress());
    install
        .request()
        .requested()
        .progress()
        .report("Installing %s with %s".formatted(list(install.next()), install.manager()));
    List<String> argv = install.manager().install(install.next());
    return command(install, argv, install.request().requested().left(), progress);
  }

  /** What is to be done after that. */
  public Installation ran(Installation install, CommandResult result) {
    return install.ran(result);
  }

  private Command command(
      Installation install, List<String> argv, Duration timeout, Consumer<String> lines) {
    return commands.own(
        install.request().callId(),
        install.sandbox(),
        new Program(argv, ""),
        environment(install),
        timeout,
        lines);
  }

  /**
   * What the manager sets, and of the variables of users' commands only those that it inherits: not
   * where to find programs, or libraries to load before theirs.
   */
  private static SandboxEnvironment environment(Installation install) {
    ManagerEnvironment environment = install.manager().environment();
    return install
        .sandbox()
        .environment()
        .only(environment::inherits)
        .with(environment.variables());
  }

  /**
   * The tool's answer.
   *
   * @throws ToolFailure {@code INSTALL_FAILED} or {@code TIMED_OUT} with the answer, when not all
   *     of the packages are there
   */
  public InstallResult result(Installation install, CommandResult listed) {
    Map<String, String> now = versions(install, listed);
    List<Present> installed = new ArrayList<>();
    List<Present> present = new ArrayList<>();
    Map<PackageName, String> failed = new LinkedHashMap<>(install.failed());
    for (PackageName wanted : install.packages()) {
      switch (install.stateOf(wanted, now)) {
        case INSTALLED -> installed.add(new Present(wanted.name(), now.get(wanted.name())));
        case PRESENT -> present.add(new Present(wanted.name(), now.get(wanted.name())));
        case UNFINISHED -> failed.put(wanted, "it was not finished in time");
        case FAILED -> {}
      }
    }
    InstallResult result =
        new InstallResult(
            install.manager().toString(),
            install.chosen().because(),
            installed,
            present,
            failed.entrySet().stream()
                .map(it -> new Failed(it.getKey().text(), it.getValue()))
                .toList(),
            install.request().requested().elapsed().toMillis());
    if (install.isUnfinished()) {
      throw late(install).with(result);
    }
    if (!failed.isEmpty()) {
      throw refused(install, failed).with(result);
    }
    return result;
  }

  private static ToolFailure refused(Installation install, Map<PackageName, String> failed) {
    Map.Entry<PackageName, String> first = failed.entrySet().iterator().next();
    String more = failed.size() == 1 ? "" : " (and %d more)".formatted(failed.size() - 1);
    return ToolFailure.of(
        ErrorCode.INSTALL_FAILED,
        "install '%s'%s with %s".formatted(first.getKey(), more, install.manager()),
        PackageManagerErrors.clause(first.getValue()),
        "check the names and versions, or name another package_manager");
  }

  private static ToolFailure late(Installation install) {
    List<PackageName> unfinished = install.runs().stream().flatMap(List::stream).toList();
    return ToolFailure.of(
        ErrorCode.TIMED_OUT,
        "finish installing %s with %s".formatted(list(unfinished), install.manager()),
        "it took longer than "
            + install.request().requested().timeout().toMillis()
            + " ms and was killed",
        "give a longer timeout, or fewer packages at once");
  }

  private static String list(List<PackageName> packages) {
    return packages.stream().map(PackageName::text).collect(Collectors.joining(", "));
  }
}
