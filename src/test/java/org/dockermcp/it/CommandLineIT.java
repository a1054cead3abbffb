package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.ServerCommand.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the built jar does for a person at a terminal. */
@Timeout(120)
class CommandLineIT {
  private static final Map<String, String> NO_ENGINE =
      Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock");

  @TempDir private Path folder = Path.of("");
  private ServerCommand command = new ServerCommand(folder, true);

  @BeforeEach
  void startInAHostileFolder() throws IOException {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.writeString(routes.resolve("evil.camel.yaml"), "no route at all");
    Files.writeString(routes.resolve("evil.tool.yaml"), "no tool at all");
    Files.writeString(folder.resolve("application.properties"), "camel.main.nonsense=true");
    command = new ServerCommand(folder, true);
  }

  @Test
  void helpSaysWhatItIsAndWhereSettingsAre() throws Exception {
    Outcome outcome = command.run(Map.of(), "--help");

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
    Outcome outcome = command.run(Map.of("DOCKER_MCP_TIMEOUT", "45s"), "doctor");

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
        .endsWith("All is well.\n")
        .doesNotContain("!!");
  }

  @Test
  void theDoctorSaysThatThereIsNoEngineAndWhatToDo() throws Exception {
    Outcome outcome = command.run(NO_ENGINE, "doctor");

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
        .endsWith("Not all is well; see what is marked with !!.\n");
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
  void theDoctorTellsWhichFileASettingIsFrom() throws Exception {
    Path file = Files.writeString(folder.resolve("my.properties"), "timeout=7s\n");
    Outcome outcome = command.run(Map.of("DOCKER_MCP_CONFIG", file.toString()), "doctor");

    assertThat(outcome.stdout()).contains("DOCKER_MCP_TIMEOUT          7s (from " + file + ")");
  }

  @Test
  void servesUntilTheInputEndsAndSaysNothingOfItsOwn() throws Exception {
    Outcome outcome = command.run(NO_ENGINE);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).isEmpty();
  }
}
