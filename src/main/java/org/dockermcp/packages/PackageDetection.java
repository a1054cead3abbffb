package org.dockermcp.packages;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.packages.manager.PackageKind;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Chooses the package manager to install with; steps of {@code lib/packages}. */
public final class PackageDetection {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String OTHER_IMAGE =
      "use an image that has one, such as python:3.12-slim, node:22-alpine or debian:12";

  private final Commands commands;

  public PackageDetection(Commands commands) {
    this.commands = commands;
  }

  /** The command that looks into the sandbox. */
  public Command survey(InstallRequest request) {
    return commands.own(
        request.callId(),
        request.sandbox(),
        new Program(Survey.command(request.requested().managers()), ""),
        TIMEOUT);
  }

  /** What that found. */
  public Survey result(InstallRequest request, CommandResult result) {
    return Survey.of(request, result.stdout());
  }

  /**
   * The manager that the caller named.
   *
   * @throws ToolFailure {@code NO_PACKAGE_MANAGER} when it is not there
   */
  public ManagerChoice byName(Survey survey) {
    PackageManager named = survey.request().requested().manager().orElseThrow();
    if (!survey.managers().contains(named)) {
      throw absent(survey.request().sandbox(), "has no " + named, otherManager(survey));
    }
    return new ManagerChoice(named, "package_manager names it");
  }

  private static String otherManager(Survey survey) {
    return survey.managers().isEmpty()
        ? OTHER_IMAGE
        : "use an image that has it, or one of: " + names(survey);
  }

  /**
   * The manager whose lock file is in the workspace.
   *
   * @param order names of managers separated by spaces, those first that are preferred; those that
   *     it does not name come after, in the order of their names. So in the other steps.
   */
  public ManagerChoice byLockFile(Survey survey, String order) {
    PackageManager chosen = first(survey.lockedBy(), order);
    return new ManagerChoice(chosen, inWorkspace(chosen.preference().lockFiles()));
  }

  /** The manager of the kind that the names are of. */
  public ManagerChoice byKind(Survey survey, String order) {
    String kind = survey.request().requested().kind().map(PackageKind::plural).orElseThrow();
    return new ManagerChoice(first(survey.ofKind(), order), "the names are those of " + kind);
  }

  /** The manager whose project file is in the workspace. */
  public ManagerChoice byProjectFile(Survey survey, String order) {
    PackageManager chosen = first(survey.ofProject(), order);
    return new ManagerChoice(chosen, inWorkspace(chosen.preference().projectFiles()));
  }

  /** The manager to use when nothing else decides. */
  public ManagerChoice fallback(Survey survey, String order) {
    PackageManager chosen = first(survey.fallbacks(), order);
    return new ManagerChoice(chosen, chosen.preference().fallback().orElseThrow());
  }

  private static PackageManager first(List<PackageManager> managers, String order) {
    List<String> names = List.of(order.strip().split("\\s+", -1));
    return managers.stream()
        .min(
            Comparator.comparingInt(
                manager -> {
                  int index = names.indexOf(manager.name());
                  return index < 0 ? names.size() : index;
                }))
        .orElseThrow();
  }

  private static String inWorkspace(List<String> files) {
    return String.join(" or ", files) + " is in /workspace";
  }

  /**
   * Fails, for there is nothing to install with.
   *
   * @throws ToolFailure {@code NO_PACKAGE_MANAGER}
   */
  public ManagerChoice failNoManager(Survey survey) {
    Sandbox sandbox = survey.request().sandbox();
    throw survey.managers().isEmpty()
        ? absent(sandbox, "has no package manager", OTHER_IMAGE)
        : absent(
            sandbox,
            "has no package manager for names of this kind",
            "use another image, or set package_manager to one of: " + names(survey));
  }

  /**
   * Fails, for a sandbox in which nothing can run has nothing to install with either.
   *
   * @throws Throwable the fault itself, when it is another
   */
  public void failNoShell(InstallRequest request, Throwable fault) throws Throwable {
    boolean nothingRuns =
        fault instanceof ToolFailure failure && failure.code() == ErrorCode.INVALID_ARGUMENT;
    throw nothingRuns
        ? absent(request.sandbox(), "has no shell and no package manager", OTHER_IMAGE)
        : fault;
  }

  private static ToolFailure absent(Sandbox sandbox, String what, String hint) {
    return ToolFailure.of(
        ErrorCode.NO_PACKAGE_MANAGER,
        "install packages in container '" + sandbox.name() + "'",
        "its image " + sandbox.image() + " " + what,
        hint);
  }

  private static String names(Survey survey) {
    return survey.managers().stream().map(PackageManager::name).collect(Collectors.joining(", "));
  }
}
