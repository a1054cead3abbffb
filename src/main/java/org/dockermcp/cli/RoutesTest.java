package org.dockermcp.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dockermcp.app.Server;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.routes.dev.ExampleRun;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolExample;
import org.dockermcp.tool.ToolSpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tries the tools of a folder against the engine, by the examples in their files. */
@Command(
    name = "test",
    description = {
      "Tests the tools of a folder against the engine with the examples in their files.",
      "",
      "Makes the calls that the tool files list under 'examples', as a client would, and"
          + " compares the results with those in the file. Prints a line for each example; whatever"
          + " was created is removed. The exit code is 0 when all examples passed, else 1.",
      ""
    },
    mixinStandardHelpOptions = true)
final class RoutesTest implements Callable<Integer> {
  @ParentCommand private RoutesCommand routes = Main.unset();
  @Spec private CommandSpec spec = Main.unset();
  private PrintWriter out = Main.unset();

  @Mixin private ToolFolder folder = Main.unset();

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      description = "Only the examples of this tool. Default all.")
  private @Nullable String tool;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "busybox:1",
      description =
          "The image for $${image} in examples; any small image with a shell."
              + " Default $${DEFAULT-VALUE}.")
  private String image = Main.unset();

  private int failed;
  private int run;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    Settings settings = Settings.load(routes.main().environment());
    Path place = folder.in(settings);
    try (Server server = new Server(settings, place, routes.main().environment())) {
      List<ToolSpec> tools = server.routes().offered().specs();
      if (tool != null && !server.routes().offered().has(tool)) {
        String names = String.join(", ", tools.stream().map(ToolSpec::name).toList());
        return fail(place, "it has no tool '%s'; name one of %s".formatted(tool, names));
      }
      // Else what has no session would be left behind by a run that is ended.
      server.begin();
      ExampleRun examples = new ExampleRun(server.routes()::call, image);
      tools.stream()
          .filter(spec -> tool == null || spec.name().equals(tool))
          .forEach(spec -> run(examples, spec));
    } catch (RouteFolderException e) {
      e.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
      return fail(place, "the folder is invalid; fix the problems listed above");
    }
    out.println("%d examples, %d failed".formatted(run, failed));
    return failed == 0 ? 0 : 1;
  }

  private void run(ExampleRun examples, ToolSpec spec) {
    if (spec.examples().isEmpty()) {
      out.println("none    %s: has no examples".formatted(spec.name()));
    }
    for (ToolExample example : spec.examples()) {
      List<String> differences = examples.differences(spec, example);
      String what = "%s: %s".formatted(spec.name(), PlainText.clause(example.description()));
      run++;
      if (differences.isEmpty()) {
        out.println("ok      " + what);
      } else {
        failed++;
        out.println("failed  %s: %s".formatted(what, PlainText.of(String.join("; ", differences))));
      }
    }
  }

  private int fail(Path place, String reason) {
    spec.commandLine()
        .getErr()
        .println("Could not test the tools of %s: %s.".formatted(place, reason));
    return 1;
  }
}
