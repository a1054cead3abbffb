package org.dockermcp.cli;

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
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineInfo;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.engine.EngineVersion;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.routes.check.RouteFolderException;
import org.dockermcp.routes.live.LiveRoutes;
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
    boolean sound = tellServer(settings);
    out.println("\nSettings");
    settings.origins().forEach(this::tellSetting);
    out.println(sound ? "\nAll is well." : "\nNot all is well; see what is marked with !!.");
    return sound ? 0 : 1;
  }

  private void good(String text) {
    out.println(wrapped("  ok  ", text));
  }

  private void bad(String text) {
    out.println(wrapped("  !!  ", text));
  }

  /** The engine is asked by the routes, so it is asked little where these cannot be loaded. */
  private boolean tellServer(Settings settings) {
    Path folder = Installation.routes(settings);
    try (Server server = new Server(settings, folder, main.environment())) {
      boolean engine = tellEngine(settings, server);
      out.println("\nTools in " + folder);
      tellTools(server.routes());
      return engine;
    } catch (RouteFolderException e) {
      tellConnection();
      out.println("\nTools in " + folder);
      e.problems().forEach(problem -> bad(problem.toString()));
      return false;
    } catch (Exception e) {
      bad("the tools cannot be loaded: " + e.getMessage());
      return false;
    }
  }

  private void tellConnection() {
    out.println("\nDocker engine");
    try (Engine engine = new Engine(main.environment())) {
      good("answers at %s, found by: %s".formatted(engine.endpoint(), engine.provider()));
    } catch (EngineFault.Unavailable e) {
      tellUnavailable(e);
    }
  }

  private void tellUnavailable(EngineFault.Unavailable fault) {
    bad(String.valueOf(fault.getMessage()));
    bad("start Docker, or name another engine with DOCKER_HOST");
  }

  private boolean tellEngine(Settings settings, Server server) {
    out.println("\nDocker engine");
    EngineRoutes routes = server.engineRoutes();
    EngineFacts facts = new EngineFacts(routes);
    try {
      EngineInfo info = facts.info();
      var version = routes.ask("engine-version", "", EngineVersion.class);
      good("answers at %s, found by: %s".formatted(info.address(), info.provider()));
      good("version %s, API %s".formatted(version.version(), version.apiVersion()));
      tellDisk(new DiskFloor(settings, new EngineDisk(routes, facts)));
      Optional<String> problem = new ChosenRuntime(settings, facts).problem();
      problem.ifPresent(this::bad);
      return tellImages(routes) && problem.isEmpty();
    } catch (EngineFault.Unavailable e) {
      tellUnavailable(e);
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

  private boolean tellImages(EngineRoutes routes) {
    int local = routes.ask("engine-image-list", "", List.class).size();
    boolean hub = hubAnswers(routes);
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
  private static boolean hubAnswers(EngineRoutes routes) {
    return CompletableFuture.supplyAsync(
            () -> !routes.ask("engine-image-search", "busybox", List.class).isEmpty())
        .exceptionally(fault -> false)
        .completeOnTimeout(false, HUB_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private void tellTools(LiveRoutes live) {
    List<String> routes = live.started();
    List<String> tools = live.offered().specs().stream().map(ToolSpec::name).toList();
    List<String> steps = routes.stream().filter(route -> !tools.contains(route)).toList();
    good("tools: " + String.join(", ", tools));
    good("their steps: " + String.join(", ", steps));
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
