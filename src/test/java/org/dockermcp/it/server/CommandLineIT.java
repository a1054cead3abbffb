package org.dockermcp.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.NoEngine;
import org.dockermcp.it.support.ServerCommand;
import org.dockermcp.it.support.ServerCommand.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the built jar does for a person at a terminal. */
@Timeout(120)
class CommandLineIT {

  @TempDir private Path folder = Path.of("");
  private ServerCommand command = new ServerCommand(folder);

  @BeforeEach
  void startInAHostileFolder() throws IOException {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.writeString(routes.resolve("evil.camel.yaml"), "no route at all");
    Files.writeString(routes.resolve("evil.tool.yaml"), "no tool at all");
    Files.writeString(folder.resolve("application.properties"), "camel.main.nonsense=true");
    command = new ServerCommand(folder);
  }

  /** Just as the README says, without what makes the others start sooner. */
  private Outcome runAsDocumented(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    return new ServerCommand(folder, true).run(settings, arguments);
  }

  @Test
  void helpSaysWhatItIsAndWhereSettingsAre() throws Exception {
    Outcome outcome = runAsDocumented(Map.of(), "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout())
        .contains("Usage: docker-mcp", "doctor", "DOCKER_MCP_CONFIG", "Model Context Protocol");
    assertThat(outcome.stderr()).isEmpty();
  }

  @Test
  void versionIsOneLine() throws Exception {
    Outcome outcome = command.run(Map.of(), "--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout()).matches("docker-mcp \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void anUnknownOptionIsToldOnStandardError() throws Exception {
    Outcome outcome = command.run(Map.of(), "--loud");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).startsWith("Unknown option: '--loud'").contains("Usage:");
    assertThat(outcome.stdout()).isEmpty();
  }

  @Test
  void theDoctorFindsAllWellWithAnEngine() throws Exception {
    Outcome outcome = runAsDocumented(Map.of("DOCKER_MCP_TIMEOUT", "45s"), "doctor");

    assertThat(outcome.exitCode()).as(outcome.stdout()).isZero();
    assertThat(outcome.stdout())
        .contains("  ok  answers at ")
        .contains(", found by: ")
        .containsPattern("  ok  version \\S+, API \\d")
        .containsPattern("  ok  \\d+ images are local, Docker Hub ")
        .contains("  ok  tools: add_dependencies, check_engine, cleanup_container,")
        .contains("container-create")
        .contains("  DOCKER_MCP_TIMEOUT          45s (from environment)")
        .contains("  DOCKER_MCP_MEMORY_LIMIT     1g (default)")
        .endsWith("No problems found.\n")
        .doesNotContain("!!");
  }

  @Test
  void theDoctorSaysThatThereIsNoEngineAndWhatToDo() throws Exception {
    Outcome outcome = command.run(NoEngine.SETTINGS, "doctor");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout())
        .contains(
            """
            Docker engine
              !!  no Docker engine answers at unix:///nonexistent/docker.sock (No such file or
                  directory)
              !!  start Docker, or name another engine with DOCKER_HOST
            """)
        .contains("  ok  tools: ")
        .endsWith("Problems found; see the lines marked with !!.\n");
  }

  @Test
  void theDoctorNamesTheToolFileThatIsNone() throws Exception {
    String routes = folder.resolve("routes").toString();
    Outcome outcome = command.run(Map.of("DOCKER_MCP_ROUTES", routes), "doctor");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout()).contains("evil.tool.yaml");
  }

  @Test
  void everyBadSettingIsToldAtOnce() throws Exception {
    Map<String, String> bad = Map.of("DOCKER_MCP_TIMEOUT", "soon", "DOCKER_MCP_PIDS_LIMIT", "1");
    for (String[] arguments : List.of(new String[] {}, new String[] {"doctor"})) {
      Outcome outcome = command.run(bad, arguments);

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.stdout()).isEmpty();
      assertThat(outcome.stderr())
          .isEqualTo(
              """
              docker-mcp could not start:
                DOCKER_MCP_PIDS_LIMIT '1' (environment) is not a whole number between 8 and 4194304.
                DOCKER_MCP_TIMEOUT 'soon' (environment) is not a duration such as 30, 90s, 5m or 1h.
              """);
    }
  }

  @Test
  void aSettingOfCamelThatItDoesNotTakeIsToldAsAnyOther() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("my.properties"), "camel.component.seda.queue-length = 3\n");
    Map<String, String> bad = Map.of("DOCKER_MCP_CONFIG", file.toString());
    for (String[] arguments : List.of(new String[] {}, new String[] {"routes", "check"})) {
      Outcome outcome = command.run(bad, arguments);

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.stdout()).isEmpty();
      assertThat(outcome.stderr())
          .isEqualTo(
              """
              docker-mcp could not start:
                camel.component.seda.queue-length '3' cannot be set: there is no option 'queueLength'.
              """);
    }
  }

  @Test
  void theDoctorTellsWhichFileASettingIsFrom() throws Exception {
    Path file = Files.writeString(folder.resolve("my.properties"), "timeout=7s\n");
    Outcome outcome = command.run(Map.of("DOCKER_MCP_CONFIG", file.toString()), "doctor");

    assertThat(outcome.stdout()).contains("DOCKER_MCP_TIMEOUT          7s (from " + file + ")");
  }

  @Test
  void servesUntilTheInputEndsAndSaysNothingOfItsOwn() throws Exception {
    Outcome outcome = runAsDocumented(NoEngine.SETTINGS);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).isEmpty();
  }

  private Path export() throws Exception {
    Path own = folder.resolve("own");
    Outcome outcome = command.run(NoEngine.SETTINGS, "routes", "export", own.toString());

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .matches("\\d+ files written; use them with DOCKER_MCP_ROUTES=" + own + "\n");
    return own;
  }

  @Test
  void theRoutesHaveCommandsThatSayWhatTheyDo() throws Exception {
    assertThat(command.run(NoEngine.SETTINGS, "routes", "--help").stdout())
        .contains("check", "export", "diff", "test", "DOCKER_MCP_ROUTES");
    assertThat(command.run(NoEngine.SETTINGS, "routes", "test", "--help").stdout())
        .contains("--tool=NAME", "--image=IMAGE", "${image}", "busybox:1", "exit code");

    Outcome none = command.run(NoEngine.SETTINGS, "routes");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.stderr()).startsWith("Missing command: check, export, diff or test");
  }

  @Test
  void theRoutesThatAreExportedAreSoundAndDifferInNothing() throws Exception {
    Path own = export();
    Outcome check = command.run(Map.of("DOCKER_MCP_ROUTES", own.toString()), "routes", "check");
    Outcome diff = command.run(NoEngine.SETTINGS, "routes", "diff", own.toString());

    assertThat(check.stdout()).isEqualTo("no problems\n");
    assertThat(check.exitCode()).isZero();
    assertThat(diff.stdout()).isEqualTo("0 added, 0 missing, 0 changed\n");
    assertThat(diff.exitCode()).isZero();
    assertThat(own.resolve("tool.schema.json")).exists();
  }

  @Test
  void theCheckTellsEveryProblemOfEveryFileWithItsLine() throws Exception {
    Path own = export();
    Path route = own.resolve("read_output.camel.yaml");
    Files.writeString(route, Files.readString(route).replace("page(${body})", "pages(${body})"));
    Files.delete(own.resolve("send_input.tool.yaml"));
    Outcome outcome = command.run(NoEngine.SETTINGS, "routes", "check", own.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout())
        .isEqualTo(
            """
            %1$s/read_output.camel.yaml:9: the bean 'output' has no method 'pages'; it has page
            %1$s/send_input.camel.yaml: has no tool file: there is no 'send_input.tool.yaml' beside it; routes without a tool belong in lib/
            2 problems
            """
                .formatted(own));
    assertThat(outcome.stderr()).isEmpty();
  }

  @Test
  void anExportOverwritesWhatWasChangedOnlyWhenForced() throws Exception {
    Path own = export();
    Path changed = own.resolve("lib/call.camel.yaml");
    Files.writeString(changed, "mine\n");
    Outcome refused = command.run(NoEngine.SETTINGS, "routes", "export", own.toString());
    Outcome forced = command.run(NoEngine.SETTINGS, "routes", "export", "--force", own.toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr())
        .isEqualTo(
            "Could not copy the shipped tools to %s: %s exists and differs; name another folder,"
                    .formatted(own, changed)
                + " or use --force to overwrite what differs.\n");
    assertThat(forced.stdout()).startsWith("1 files written");
  }

  @Test
  void theDiffTellsWhatAFolderChanges() throws Exception {
    Path own = export();
    Path changed = own.resolve("read_output.camel.yaml");
    Files.writeString(changed, Files.readString(changed) + "# mine\n");
    Files.delete(own.resolve("lib/engine.camel.yaml"));
    Files.writeString(own.resolve("mine.tool.yaml"), "name: mine\n");
    Outcome outcome = command.run(NoEngine.SETTINGS, "routes", "diff", own.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout())
        .startsWith("missing  lib/engine.camel.yaml\nadded    mine.tool.yaml\n")
        .contains(
            "changed  read_output.camel.yaml\n--- shipped/read_output.camel.yaml\n+++ " + changed)
        .contains("\n+# mine\n")
        .endsWith("1 added, 1 missing, 1 changed\n");
  }

  @Test
  void everyShippedToolDoesWhatItsExamplesSay() throws Exception {
    Outcome outcome = command.run(Map.of(), "routes", "test", "--image", Images.BUSYBOX);

    assertThat(outcome.stdout())
        .contains("ok      execute_code: A pipe and a variable work\n")
        .containsPattern("\n\\d+ examples, 0 failed\n$")
        .doesNotContain("failed  ", "none  ");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void anExampleThatFailsIsToldWithWhatDiffers() throws Exception {
    Path own = export();
    Path tool = own.resolve("check_engine.tool.yaml");
    Files.writeString(
        tool,
        Files.readString(tool).replace("result: {available: true}", "result: {available: 7}"));
    Outcome outcome =
        command.run(Map.of(), "routes", "test", own.toString(), "--tool", "check_engine");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout())
        .isEqualTo(
            """
            failed  check_engine: The engine answers: available is true, not 7
            1 examples, 1 failed
            """);
  }

  @Test
  void aToolThatIsNotThereIsNotTried() throws Exception {
    Path own = export();
    Outcome outcome =
        command.run(NoEngine.SETTINGS, "routes", "test", own.toString(), "--tool", "checkengine");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr())
        .startsWith(
            "Could not test the tools of %s: it has no tool 'checkengine'; name one of add_d"
                .formatted(own));
  }
}
