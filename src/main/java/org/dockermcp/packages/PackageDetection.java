package org.dockermcp.packages;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Finds the manager to install with; steps of {@code packages}. */
public final class PackageDetection {
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final String OTHER_IMAGE =
      "use an image that has one, such as python:3.12-slim, node:22-alpine or debian:12";

  private final Commands commands;

  public PackageDetection(Commands commands) {
    this.commands = commands;
  }

  /** The command that looks into the sandbox. */
  public Command look(InstallRequest request, Sandbox sandbox) {
    return commands.own(request.callId(), sandbox, new Program(Survey.command(), ""), LOOK);
  }

  /** What that found. */
  public Survey survey(InstallRequest request, Sandbox sandbox, CommandResult looked) {
    return Survey.of(request, sandbox, looked.stdout());
  }

  /** The manager of this name. */
  public ManagerChoice choose(String manager, String because) {
    return new ManagerChoice(PackageOrders.known(manager), because);
  }

  /** The system's own manager, which is there. */
  public ManagerChoice system(Survey survey, String because) {
    return new ManagerChoice(survey.system().orElseThrow(), because);
  }

  /**
   * The manager that the caller named.
   *
   * @throws ToolFailure {@code NO_PACKAGE_MANAGER} when it is not there
   */
  public ManagerChoice asked(Survey survey) {
    PackageManager asked = survey.request().asked().orElseThrow();
    if (!survey.managers().contains(asked)) {
      throw absent(survey.sandbox(), "has no " + asked, instead(survey));
    }
    return new ManagerChoice(asked, "package_manager says so");
  }

  private static String instead(Survey survey) {
    return survey.managers().isEmpty()
        ? OTHER_IMAGE
        : "use an image that has it, or one of what is there: " + list(survey.there());
  }

  /** Says that there is nothing to install with. */
  public ManagerChoice none(Survey survey) {
    throw survey.managers().isEmpty()
        ? absent(survey.sandbox(), "has no package manager", OTHER_IMAGE)
        : absent(
            survey.sandbox(),
            "has no package manager for names of this kind",
            "use another image, or name one of what is there as package_manager: "
                + list(survey.there()));
  }

  /**
   * Says that a sandbox in which nothing can run has nothing to install with either.
   *
   * @throws Throwable the fault itself, when it is another
   */
  public void noShell(Sandbox sandbox, Throwable fault) throws Throwable {
    boolean nothingRuns =
        fault instanceof ToolFailure failure && failure.code() == ErrorCode.INVALID_ARGUMENT;
    throw nothingRuns ? absent(sandbox, "has no shell and no package manager", OTHER_IMAGE) : fault;
  }

  private static ToolFailure absent(Sandbox sandbox, String what, String hint) {
    return ToolFailure.of(
        ErrorCode.NO_PACKAGE_MANAGER,
        "install packages in container '" + sandbox.name() + "'",
        "its image " + sandbox.image() + " " + what,
        hint);
  }

  private static String list(PackageManager... managers) {
    return Arrays.stream(managers).map(PackageManager::toString).collect(Collectors.joining(", "));
  }
}
