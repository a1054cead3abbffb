package org.dockermcp.cli;

import com.github.dockerjava.api.DockerClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dockermcp.app.Installation;
import org.dockermcp.app.Server;
import org.dockermcp.app.Version;
import org.dockermcp.engine.EngineUnavailableException;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.sandbox.ChosenRuntime;
import org.dockermcp.sandbox.capacity.DiskFloor;
import org.dockermcp.settings.Setting;
import org.dockermcp.settings.Settings;
import org.dockermcp.text.ByteCount;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells whether the server can do its work here, and with which settings. */
@Command(
    name = "doctor",
    description = "Tells the engine found, the tools loaded and every setting in force.",
    mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
  private static final long HUB_SECONDS = 5;
  private static final int WIDTH = 88;

  @ParentCommand private Main main = Main.unset();
  @Spec private CommandSpec spec = Main.unset();
  private PrintWriter out = Main.unset();

  /** 0 when the server can work, 1 when it cannot. */
  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    Settings settings = Settings.load(main.environment());
    out.println("docker-mcp %s on Java %s".formatted(Version.text(), Runtime.version()));
    boolean engine = tellEngine(settings);
    boolean tools = tellTools(settings);
    out.println("\nSettings");
    settings.origins().forEach(this::tellSetting);
    out.println(
        tools && engine ? "\nAll is well." : "\nNot all is well; see what is marked with !!.");
    return tools && engine ? 0 : 1;
  }

  private void good(String text) {
    out.println(wrapped("  ok  ", text));
  }

  private void bad(String text) {
    out.println(wrapped("  !!  ", text));
  }

  private boolean tellEngine(Settings settings) {
    out.println("\nDocker engine");
    try (Engine engine = new Engine(main.environment())) {
      var version = engine.control().versionCmd().exec();
      good("answers at %s, found by: %s".formatted(engine.endpoint(), engine.provider()));
      good("version %s, API %s".formatted(version.getVersion(), version.getApiVersion()));
      tellDisk(new DiskFloor(settings, new EngineDisk(engine, new EngineFacts(engine))));
      Optional<String> problem = new ChosenRuntime(settings, engine).problem();
      problem.ifPresent(this::bad);
      return tellImages(engine.control()) && problem.isEmpty();
    } catch (EngineUnavailableException e) {
      bad(String.valueOf(e.getMessage()));
      bad("start Docker, or name another engine with DOCKER_HOST");
      return false;
    } catch (RuntimeException e) {
      bad("it was found, and then failed: " + PlainText.of(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private void tellDisk(DiskFloor floor) {
    good(
        floor
            .room()
            .map(
                room ->
                    "its disk has %s free, of which %s are kept"
                        .formatted(ByteCount.text(room.free()), ByteCount.text(floor.bytes(room))))
            .orElse("its disk cannot be seen from here, so DOCKER_MCP_DISK_FLOOR is not kept"));
  }

  private boolean tellImages(DockerClient client) {
    int local = client.listImagesCmd().exec().size();
    boolean hub = hubAnswers(client);
    String images =
        local + " images are local, Docker Hub " + (hub ? "answers" : "does not answer");
    if (local == 0 && !hub) {
      bad(images + ": load an image, or name a registry that answers in the image's name");
      return false;
    }
    good(images);
    return true;
  }

  /**
   * Asked of the engine, whose way to the registry may differ from this process's; a network that
   * swallows what is sent gives no answer, so none is waited for long.
   */
  private static boolean hubAnswers(DockerClient client) {
    return CompletableFuture.supplyAsync(
            () -> client.searchImagesCmd("busybox").withLimit(1).exec() != null)
        .exceptionally(fault -> false)
        .completeOnTimeout(false, HUB_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private boolean tellTools(Settings settings) {
    Path folder = Installation.routes(settings);
    out.println("\nTools in " + folder);
    try (Server server = new Server(settings, folder, main.environment())) {
      List<String> routes = server.routes().started();
      List<String> tools = server.routes().offered().specs().stream().map(ToolSpec::name).toList();
      List<String> steps = routes.stream().filter(route -> !tools.contains(route)).toList();
      good("tools: " + String.join(", ", tools));
      good("their steps: " + String.join(", ", steps));
      return true;
    } catch (RouteFolderException e) {
      e.problems().forEach(problem -> bad(problem.toString()));
      return false;
    } catch (Exception e) {
      bad("cannot be loaded: " + e.getMessage());
      return false;
    }
  }

  private void tellSetting(Setting key, Settings.Origin origin) {
    String value = origin.text().isEmpty() ? "(not set)" : origin.text();
    String source = origin.source().equals("default") ? "default" : "from " + origin.source();
    out.println("  %-27s %s (%s)".formatted(key.variable(), value, source));
    out.println(wrapped("      ", key.meaning()));
  }

  /** A text in lines of a terminal's width, each as far in as the first. */
  private static String wrapped(String mark, String text) {
    StringBuilder lines = new StringBuilder(mark);
    int column = mark.length();
    for (String word : text.split(" ", -1)) {
      if (column + word.length() > WIDTH && column > mark.length()) {
        lines.append('\n').append(" ".repeat(mark.length()));
        column = mark.length();
      }
      lines.append(word).append(' ');
      column += word.length() + 1;
    }
    return lines.toString().stripTrailing().replace(" \n", "\n");
  }
}
