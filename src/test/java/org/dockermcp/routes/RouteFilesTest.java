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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the shipped route files are made, which no compiler holds. */
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
  void onlyTheLibrarySpeaksDocker(Path file) throws IOException {
    assertThat(file).content().doesNotContain("docker:").doesNotContain("CamelDocker");
  }

  @ParameterizedTest
  @MethodSource("ofTools")
  void aToolIsNamedOnce(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).replace(SUFFIX, "");

    assertThat(ROUTES.resolve(name + ".tool.yaml")).exists();
    assertThat(routes(file))
        .filteredOn(route -> route.path("id").asText().equals(name))
        .singleElement()
        .satisfies(route -> assertThat(route.at("/from/uri").asText()).isEqualTo("direct:" + name));
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

  @Test
  void everyToolHasARoute() throws IOException {
    try (Stream<Path> files = Files.list(ROUTES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tool.yaml")))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(Path.of(file.toString().replace(".tool.yaml", SUFFIX))).exists());
    }
  }

  @Test
  void noTwoRoutesHaveOneId() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : all()) {
      routes(file).forEach(route -> ids.add(route.path("id").asText()));
    }

    assertThat(ids).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aConditionOfTwoPartsIsABeansMethod(Path file) throws IOException {
    assertThat(file).content().doesNotContain("&&").doesNotContain("||");
  }
}
