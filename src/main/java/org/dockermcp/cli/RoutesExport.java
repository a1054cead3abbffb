package org.dockermcp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dockermcp.app.Installation;
import org.dockermcp.routes.dev.FolderExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the tools that came with the installation, for somebody to change them. */
@Command(
    name = "export",
    description = {
      "Copies the shipped tools, to start from.",
      "",
      "Overwrites no file that differs, unless told, and follows no links. Where something is in"
          + " the way, nothing is copied. The exit code is 0 when all is there, else 1.",
      ""
    },
    mixinStandardHelpOptions = true)
final class RoutesExport implements Callable<Integer> {
  @Spec private CommandSpec spec = Main.unset();

  @Parameters(paramLabel = "DIR", description = "Where to; made when it is not there.")
  private Path folder = Main.unset();

  @Option(names = "--force", description = "Overwrite shipped files that were changed.")
  private boolean force;

  @Override
  public Integer call() {
    Path target = folder.toAbsolutePath().normalize();
    FolderExport export = new FolderExport(Installation.shippedRoutes(), target);
    try {
      List<String> obstacles = export.obstacles(force);
      if (!obstacles.isEmpty()) {
        String todo = force ? "" : ", or use --force to overwrite what differs";
        return fail(String.join(" and ", obstacles) + "; name another folder" + todo);
      }
      int written = export.copy();
      spec.commandLine()
          .getOut()
          .println(
              "%d files written; name the folder with DOCKER_MCP_ROUTES=%s"
                  .formatted(written, target));
      return 0;
    } catch (IOException e) {
      return fail(
          "%s (%s); see that the folder can be written to"
              .formatted(e.getMessage(), e.getClass().getSimpleName()));
    }
  }

  private int fail(String reason) {
    spec.commandLine()
        .getErr()
        .println("Could not copy the shipped tools to %s: %s.".formatted(folder, reason));
    return 1;
  }
}
