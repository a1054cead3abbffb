package org.dockermcp.packages;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * Makes orders of packages, for the {@code packages} route; each name is checked before anything
 * runs.
 */
public final class PackageOrders {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Commands commands;

  public PackageOrders(Commands commands) {
    this.commands = commands;
  }

  /**
   * What a call wants by its {@code packages}, {@code package_manager} and {@code timeout}.
   *
   * @throws ToolFailure naming the package that no manager would take, or not the one asked for
   */
  public InstallRequest request(ToolCall call) {
    Arguments arguments = call.arguments();
    return request(
        call,
        arguments.texts("packages"),
        arguments.optionalText("package_manager").map(PackageOrders::known),
        commands.timeout(arguments, TIMEOUT));
  }

  /** These packages, with the manager that fits. */
  public InstallRequest of(ToolCall call, List<String> packages) {
    return request(call, packages, Optional.empty(), longest());
  }

  /** The order to install in this sandbox. */
  public PackageOrder in(InstallRequest request, Sandbox sandbox) {
    return new PackageOrder(request, sandbox);
  }

  /** These packages, with the manager that fits. */
  @RouteStep(
      value = "packages.order(${variable.call}, ${body}, ${variable.names})",
      does = "the order to install these packages in the sandbox, with the manager that fits",
      errors = ErrorCode.INVALID_ARGUMENT)
  public PackageOrder order(ToolCall call, Sandbox sandbox, List<String> names) {
    return in(of(call, names), sandbox);
  }

  /** Packages that stand in the route. */
  @RouteStep(
      value = "packages.these(${variable.call}, ${body}, 'ruff==0.6.9 black', 'pip')",
      does = "the order to install these packages in the sandbox, with this manager",
      errors = ErrorCode.INVALID_ARGUMENT)
  public PackageOrder these(ToolCall call, Sandbox sandbox, String packages, String manager) {
    List<String> texts = List.of(packages.strip().split("\\s+", -1));
    return in(request(call, texts, Optional.of(known(manager)), longest()), sandbox);
  }

  /** Packages that a call names. */
  @RouteStep(
      value = "packages.named(${variable.call}, ${body}, 'packages')",
      does =
          "the order to install what an argument of the call's lists, with the manager that fits",
      errors = ErrorCode.INVALID_ARGUMENT)
  public PackageOrder named(ToolCall call, Sandbox sandbox, String argument) {
    return in(of(call, call.arguments().texts(argument)), sandbox);
  }

  /** Packages that a call names, with this manager. */
  @RouteStep(
      value = "packages.namedFor(${variable.call}, ${body}, 'packages', 'pip')",
      does = "the order to install what an argument of the call's lists, with this manager",
      errors = ErrorCode.INVALID_ARGUMENT)
  public PackageOrder namedFor(ToolCall call, Sandbox sandbox, String argument, String manager) {
    List<String> texts = call.arguments().texts(argument);
    return in(request(call, texts, Optional.of(known(manager)), longest()), sandbox);
  }

  private Duration longest() {
    return commands.timeout(Arguments.NONE, TIMEOUT);
  }

  private static InstallRequest request(
      ToolCall call, List<String> packages, Optional<PackageManager> asked, Duration timeout) {
    List<String> texts = packages.stream().distinct().toList();
    if (texts.isEmpty()) {
      throw ToolFailure.invalid("install packages", "'packages' is empty", "name at least one");
    }
    texts.forEach(text -> check(text, asked));
    return new InstallRequest(call.id(), texts, asked, timeout, System.nanoTime(), call.progress());
  }

  static PackageManager known(String name) {
    return PackageManager.named(name)
        .orElseThrow(
            () ->
                ToolFailure.invalid(
                    "use package_manager '" + PlainText.of(name) + "'",
                    "this server knows none of that name",
                    "give one of "
                        + Arrays.stream(PackageManager.values())
                            .map(PackageManager::toString)
                            .collect(Collectors.joining(", "))));
  }

  private static void check(String text, Optional<PackageManager> asked) {
    asked.ifPresent(manager -> PackageName.of(manager, text));
    boolean taken =
        Arrays.stream(PackageManager.values())
            .map(PackageManager::grammar)
            .anyMatch(grammar -> grammar.takes(grammar.tidied(text)));
    if (!taken) {
      throw ToolFailure.invalid(
          "install '" + PlainText.of(text) + "'",
          "it is not a package name in any package manager's grammar",
          "give names such as requests, lodash@4 or libpq-dev, without options, paths or addresses");
    }
  }
}
