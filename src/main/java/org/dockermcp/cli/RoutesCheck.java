package org.dockermcp.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dockermcp.app.Server;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.routes.check.RouteProblem;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells everything that is wrong with a folder of tools, as a server would before serving it. */
@Command(
    name = "check",
    description = {
      "Reports all problems of a folder of tools.",
      "",
      "Reads all files and starts their routes, without clients and without the engine. Prints a"
          + " line for each problem, FILE:LINE: REASON, and their number. The exit code is 0 when"
          + " there is none, 1 when there are some, 2 when the settings cannot be used.",
      ""
    },
    mixinStandardHelpOptions = true)
final class RoutesCheck implements Callable<Integer> {
  @ParentCommand private RoutesCommand routes = Main.unset();
  @Spec private CommandSpec spec = Main.unset();

  @Mixin private ToolFolder folder = Main.unset();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = Settings.load(routes.main().environment());
    Path place = folder.in(settings);
    List<RouteProblem> problems = problems(settings, place);
    problems.forEach(out::println);
    out.println(count(problems.size()));
    return problems.isEmpty() ? 0 : 1;
  }

  private List<RouteProblem> problems(Settings settings, Path place) throws SettingsException {
    try (Server server = new Server(settings, place, routes.main().environment())) {
      return server.routes().offered().specs().isEmpty()
          ? List.of(new RouteProblem(place, 0, "contains no tool"))
          : List.of();
    } catch (RouteFolderException e) {
      return e.problems();
    } catch (SettingsException e) {
      throw e;
    } catch (Exception e) {
      return List.of(new RouteProblem(place, 0, "cannot be started: " + innermost(e)));
    }
  }

  /** The outer causes only repeat the route. */
  private static String innermost(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String count(int problems) {
    return switch (problems) {
      case 0 -> "no problems";
      case 1 -> "1 problem";
      default -> problems + " problems";
    };
  }
}
