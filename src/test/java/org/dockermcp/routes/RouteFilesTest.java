package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conventions of the shipped route files, beyond the rules that every folder is held to. */
public class RouteFilesTest {
  private static final Path ROUTES = Path.of("routes");
  private static final String SUFFIX = ".camel.yaml";

  public static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROUTES)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  static List<Path> ofTools() throws IOException {
    return all().stream().filter(file -> ROUTES.equals(file.getParent())).toList();
  }

  private static List<JsonNode> routes(Path file) throws IOException {
    List<JsonNode> routes = new ArrayList<>();
    new YAMLMapper()
        .readTree(Files.readString(file))
        .forEach(entry -> routes.add(entry.path("route")));
    return routes;
  }

  @ParameterizedTest
  @MethodSource("ofTools")
  void onlyTheLibrarySetsHeadersOfDocker(Path file) throws IOException {
    assertThat(file).content().doesNotContain("CamelDocker");
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRouteIsReachedByItsIdAndSaysItsType(Path file) throws IOException {
    assertThat(routes(file))
        .isNotEmpty()
        .allSatisfy(
            route -> {
              String id = route.path("id").asText();
              // What time starts, nobody calls.
              assertThat(route.at("/from/uri").asText()).isIn("direct:" + id, "timer:" + id);
              assertThat(route.path("description").asText()).contains(" -> ");
            });
  }

  /** So that each can be edited, replaced or taken away without the others. */
  @ParameterizedTest
  @MethodSource("all")
  void whatIsSharedIsInTheLibrary(Path file) throws IOException {
    List<String> ofOthers = new ArrayList<>();
    for (Path other : ofTools()) {
      if (!other.equals(file)) {
        routes(other).forEach(route -> ofOthers.add("direct:" + route.path("id").asText()));
      }
    }

    assertThat(routes(file).stream().flatMap(route -> route.findValuesAsText("uri").stream()))
        .doesNotContainAnyElementsOf(ofOthers);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aConditionOfTwoPartsIsABeansMethod(Path file) throws IOException {
    assertThat(file).content().doesNotContain("&&").doesNotContain("||");
  }
}
