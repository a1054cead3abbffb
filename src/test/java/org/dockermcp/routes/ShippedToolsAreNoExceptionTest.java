package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockermcp.Folders;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.docker.LoopbackEngine;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the tools that are shipped obey the rules of all others. */
class ShippedToolsAreNoExceptionTest {
  private static final Path ROUTES = Path.of("routes");

  @TempDir private Path folder = Path.of("");

  static List<String> tools() {
    return RouteFolder.read(ROUTES, List.of(), Map.of()).tools().specs().stream()
        .map(ToolSpec::name)
        .toList();
  }

  /** Names have an underscore, which nothing else in a class of ours that means them has. */
  @ParameterizedTest
  @MethodSource("tools")
  void noClassKnowsTheNameOfATool(String tool) throws IOException {
    try (Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
      assertThat(classes.filter(file -> file.toString().endsWith(".class")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .as(file.toString())
                      .doesNotContain(tool));
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void eachCanBeTakenAway(String tool) throws Exception {
    Folders.copyRoutes(folder);
    Files.delete(folder.resolve(tool + ".tool.yaml"));
    Files.delete(folder.resolve(tool + ".camel.yaml"));

    try (LoopbackEngine engine = new LoopbackEngine();
        ServerFixture server =
            ServerFixture.of(folder, engine.environment(), new RecordingDocker()::on)) {
      assertThat(server.routes().offered().specs().stream().map(ToolSpec::name))
          .containsExactlyInAnyOrderElementsOf(
              tools().stream().filter(name -> !name.equals(tool)).toList());
      assertThat(server.routes().started()).doesNotContain(tool);
    }
  }

  @Test
  void theInstructionsAreTheFoldersAndMayBeMissing() throws IOException {
    assertThat(RouteFolder.read(ROUTES, List.of(), Map.of()).instructions())
        .startsWith("Runs code in isolated Docker containers. ")
        .endsWith(" stated by the tools.");
    assertThat(RouteFolder.read(folder, List.of(), Map.of()).instructions()).isEmpty();
  }
}
