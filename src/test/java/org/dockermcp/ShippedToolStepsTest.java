package org.dockermcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.tool.RouteStep;
import org.junit.jupiter.api.Test;

/** That the shipped tools are made of the public steps that any tool can be made of, and of few. */
class ShippedToolStepsTest extends RouteTest {
  private static final int MOST_STEPS = 8;
  private static final Pattern METHOD = Pattern.compile("\\w+");
  private static final Set<String> CALLING = Set.of("to", "toD", "wireTap");

  /** Tools that do not comply yet. */
  private static final Set<String> INTERNAL = Set.of("add_dependencies");

  @Test
  void everyToolTakesPublicStepsAndEightAtMost() throws IOException {
    Set<String> open = openSteps();
    Map<String, List<String>> others = new TreeMap<>();
    for (Path file : RouteFilesTest.ofTools()) {
      for (JsonNode entry : new YAMLMapper().readTree(Files.readString(file))) {
        List<JsonNode> steps = new ArrayList<>();
        collect(entry.at("/route/from/steps"), steps);
        List<String> used = new ArrayList<>();
        entry.at("/route/from/steps").forEach(step -> calls(step, used));
        used.removeIf(open::contains);
        if (steps.size() > MOST_STEPS) {
          used.add(steps.size() + " steps");
        }
        if (!used.isEmpty()) {
          others.put(entry.at("/route/id").asText(), used);
        }
      }
    }

    assertThat(others.keySet()).as("%s", others).isEqualTo(INTERNAL);
  }

  /** Each item of a {@code steps:} is one, at any depth. */
  private static void collect(JsonNode steps, List<JsonNode> found) {
    for (JsonNode step : steps) {
      found.add(step);
      step.findValues("steps").forEach(inner -> collect(inner, found));
    }
  }

  /** What a step calls: {@code direct:run}, {@code command.shell}. */
  private static void calls(JsonNode node, List<String> found) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (CALLING.contains(field.getKey())) {
                found.add(value.isTextual() ? value.asText() : value.path("uri").asText());
              } else if (value.path("ref").isTextual() && value.has("method")) {
                Matcher method = METHOD.matcher(value.path("method").asText());
                found.add(value.path("ref").asText() + (method.find() ? "." + method.group() : ""));
              }
              calls(value, found);
            });
    if (node.isArray()) {
      node.forEach(item -> calls(item, found));
    }
  }

  private Set<String> openSteps() throws IOException {
    Set<String> open = new HashSet<>();
    for (Path file : RouteFilesTest.all()) {
      for (JsonNode entry : new YAMLMapper().readTree(Files.readString(file))) {
        if (entry.at("/route/group").asText().equals("public")) {
          open.add("direct:" + entry.at("/route/id").asText());
        }
      }
    }
    context()
        .getRegistry()
        .findByTypeWithName(Object.class)
        .forEach(
            (name, bean) ->
                Arrays.stream(bean.getClass().getMethods())
                    .filter(method -> method.isAnnotationPresent(RouteStep.class))
                    .forEach(method -> open.add(name + "." + method.getName())));
    return open;
  }
}
