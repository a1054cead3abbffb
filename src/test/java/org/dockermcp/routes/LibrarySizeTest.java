package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockermcp.docs.DocumentedSizes;
import org.junit.jupiter.api.Test;

/** How much there is to read: the shared routes without the engine's, and the packages. */
class LibrarySizeTest {
  private static final int MOST_ROUTES = 35;
  private static final int MOST_STEPS = 300;
  private static final Path SOURCES = Path.of("src/main/java/org/dockermcp");

  @Test
  void theSharedRoutesAreFewAndShort() throws IOException {
    int routes = 0;
    int steps = 0;
    TreeSet<String> variables = new TreeSet<>();
    for (Path file : files(Path.of("routes/lib"))) {
      for (JsonNode entry : new YAMLMapper().readTree(Files.readString(file))) {
        routes++;
        steps += steps(entry);
        entry.findValues("setVariable").forEach(it -> variables.add(it.path("name").asText()));
        entry.findValues("variableReceive").forEach(it -> variables.add(it.asText()));
      }
    }
    System.out.printf(
        "routes/lib without the engine's: %d routes, %d steps, %d names of variables%n",
        routes, steps, variables.size());

    assertThat(routes).isLessThanOrEqualTo(MOST_ROUTES);
    assertThat(steps).isLessThanOrEqualTo(MOST_STEPS);
    DocumentedSizes.say("`routes/lib/` without the engine's folder", routes, steps);
  }

  @Test
  void aPackageIsOneConcern() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      TreeMap<String, Long> classes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(
                  Collectors.groupingBy(
                      file -> String.valueOf(SOURCES.relativize(file).getParent()),
                      TreeMap::new,
                      Collectors.counting()));
      System.out.println("classes per package: " + classes);

      assertThat(classes.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(36));
      int largest = Collections.max(classes.values()).intValue();
      DocumentedSizes.say("classes in the largest package", largest);
    }
  }

  /** Each item of a {@code steps:} is one, at any depth. */
  private static int steps(JsonNode node) {
    int inside = 0;
    for (JsonNode child : node) {
      inside += steps(child);
    }
    return inside + node.path("steps").size();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
