package org.dockermcp.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What an integrator does with a folder of tools, each a command of its own. */
@Command(
    name = "routes",
    description = {
      "Checks, exports, compares and tests a folder of tools.",
      "",
      "A tool is two files: NAME.tool.yaml, its definition for clients, and NAME.camel.yaml, its"
          + " route; shared routes are in lib/, package managers in packages/."
          + " DOCKER_MCP_ROUTES names the folder that a server serves.",
      ""
    },
    mixinStandardHelpOptions = true,
    subcommands = {RoutesCheck.class, RoutesExport.class, RoutesDiff.class, RoutesTest.class})
final class RoutesCommand implements Callable<Integer> {
  @ParentCommand private Main main = Main.unset();
  @Spec private CommandSpec spec = Main.unset();

  /** The command line's own. */
  Main main() {
    return main;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: check, export, diff or test");
  }
}
