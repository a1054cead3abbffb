package org.dockermcp.packages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.packages.manager.PackageKind;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.packages.manager.RequestedPackage;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * Makes install requests, for the route {@code install-packages}; each name is parsed before
 * anything runs.
 */
public final class InstallRequests {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** As many as the tools' lists hold; one text may name more. */
  private static final int MOST = 100;

  private final Commands commands;
  private final PackageManagers managers;

  /**
   * @param managers those that requests may name
   */
  public InstallRequests(Commands commands, PackageManagers managers) {
    this.commands = commands;
    this.managers = managers;
  }

  /**
   * What a call wants by its {@code packages}, {@code package_manager} and {@code timeout}.
   *
   * @throws ToolFailure naming the package that no manager would take, or not the one asked for
   */
  @RouteStep(
      value = "installRequest.parse(${body})",
      does =
          "what the arguments `packages`, `package_manager` and `timeout` request, checked before"
              + " anything runs",
      errors = ErrorCode.INVALID_ARGUMENT)
  public RequestedPackages parse(ToolCall call) {
    Arguments arguments = call.arguments();
    return parse(
        call,
        arguments.texts("packages"),
        arguments.optionalText("package_manager").map(managers::require),
        commands.timeout(arguments, TIMEOUT));
  }

  /** The request to install them in this sandbox. */
  @RouteStep(
      value = "installRequest.inSandbox(${variable.requested}, ${body})",
      does = "the request to install them in the sandbox")
  public InstallRequest inSandbox(RequestedPackages requested, Sandbox sandbox) {
    return new InstallRequest(requested, sandbox);
  }

  /** Packages that stand in the route. */
  @RouteStep(
      value = "installRequest.packages(${variable.call}, ${body}, 'ruff==0.6.9 black', 'pip')",
      does = "the request to install these packages in the sandbox, with this manager",
      errors = ErrorCode.INVALID_ARGUMENT)
  public InstallRequest packages(ToolCall call, Sandbox sandbox, String packages, String manager) {
    List<String> texts = List.of(packages.strip().split("\\s+", -1));
    PackageManager named = managers.require(manager);
    return inSandbox(parse(call, texts, Optional.of(named), longest()), sandbox);
  }

  /** Packages that a call names. */
  @RouteStep(
      value = "installRequest.argument(${variable.call}, ${body}, 'packages')",
      does =
          "the request to install what an argument of the call's lists, with the manager that fits",
      errors = ErrorCode.INVALID_ARGUMENT)
  public InstallRequest argument(ToolCall call, Sandbox sandbox, String argument) {
    return list(call, sandbox, call.arguments().texts(argument));
  }

  /** Packages that a call names, with one manager. */
  @RouteStep(
      value = "installRequest.argumentFor(${variable.call}, ${body}, 'packages', 'pip')",
      does = "the request to install what an argument of the call's lists, with this manager",
      errors = ErrorCode.INVALID_ARGUMENT)
  public InstallRequest argumentFor(
      ToolCall call, Sandbox sandbox, String argument, String manager) {
    Optional<PackageManager> named = Optional.of(managers.require(manager));
    return inSandbox(parse(call, call.arguments().texts(argument), named, longest()), sandbox);
  }

  /** Packages of a list. */
  @RouteStep(
      value = "installRequest.list(${variable.call}, ${body}, ${variable.names})",
      does = "the request to install these packages in the sandbox, with the manager that fits",
      errors = ErrorCode.INVALID_ARGUMENT)
  public InstallRequest list(ToolCall call, Sandbox sandbox, List<String> packages) {
    return inSandbox(parse(call, packages, Optional.empty(), longest()), sandbox);
  }

  private Duration longest() {
    return commands.timeout(Arguments.NONE, TIMEOUT);
  }

  private RequestedPackages parse(
      ToolCall call, List<String> texts, Optional<PackageManager> manager, Duration timeout) {
    List<String> distinct = PackageTexts.split(texts).stream().distinct().toList();
    if (distinct.isEmpty()) {
      throw ToolFailure.invalid("install packages", "'packages' is empty", "name at least one");
    }
    if (distinct.size() > MOST) {
      throw ToolFailure.invalid(
          "install packages", "there are " + distinct.size(), "name at most " + MOST + " at once");
    }
    List<PackageManager> candidates = manager.map(List::of).orElse(managers.all());
    List<RequestedPackage> packages =
        distinct.stream().map(text -> RequestedPackage.parse(text, candidates)).toList();
    return new RequestedPackages(
        call.id(),
        packages,
        PackageKind.of(distinct),
        managers,
        manager,
        timeout,
        System.nanoTime(),
        call.progress());
  }
}
