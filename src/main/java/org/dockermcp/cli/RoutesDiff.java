package org.dockermcp.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dockermcp.app.Installation;
import org.dockermcp.routes.dev.FolderDiff;
import org.dockermcp.routes.dev.FolderDiff.Change;
import org.dockermcp.routes.dev.FolderDiff.Kind;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells what a folder of tools changes against the shipped one. */
@Command(
    name = "diff",
    description = {
      "Shows what a folder changes in the shipped tools.",
      "",
      "Prints each file of a tool, of lib/ or of packages/ that was added, removed or changed, and"
          + " the changed lines. The exit code is 0 when nothing differs, else 1.",
      ""
    },
    mixinStandardHelpOptions = true)
final class RoutesDiff implements Callable<Integer> {
  @ParentCommand private RoutesCommand routes = Main.unset();
  @Spec private CommandSpec spec = Main.unset();

  @Mixin private ToolFolder folder = Main.unset();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = Settings.load(routes.main().environment());
    Path own = folder.in(settings);
    FolderDiff diff = FolderDiff.between(Installation.shippedRoutes(), own);
    diff.problems().forEach(out::println);
    for (Change change : diff.changes()) {
      out.println("%-8s %s".formatted(word(change.kind()), VisibleText.of(change.name())));
      change.lines().forEach(line -> out.println(VisibleText.of(line)));
    }
    out.println(
        "%d added, %d missing, %d changed"
            .formatted(
                count(diff, Kind.ADDED), count(diff, Kind.MISSING), count(diff, Kind.CHANGED)));
    return diff.changes().isEmpty() && diff.problems().isEmpty() ? 0 : 1;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static long count(FolderDiff diff, Kind kind) {
    return diff.changes().stream().filter(change -> change.kind() == kind).count();
  }
}
