package org.dockermcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dockermcp.it.support.ExtendedRoutes;
import org.dockermcp.routes.RouteFilesTest;
import org.dockermcp.routes.RouteTest;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.junit.jupiter.api.Test;

/** That src/docs/routes.md tells integrators the truth. */
class RoutesDocTest extends RouteTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- all of (\\S+) -->\n)?```\\w*\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("\\| `(?:direct:|[a-zA-Z]+\\.).*\n");

  /** What a failure of a tool is caught by. */
  private static final Pattern CATCHES_ALL =
      Pattern.compile(
          "\"(java\\.lang\\.(Throwable|Exception)|org\\.dockermcp\\.tool\\.ToolFailure)\"");

  /** What integrators call the types that steps pass on. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("ToolCall", "the call"),
          Map.entry("SandboxRequest", "a sandbox request"),
          Map.entry("Sandbox", "a sandbox"),
          Map.entry("OpenSandbox", "an opened sandbox"),
          Map.entry("RemovalTarget", "a container to remove"),
          Map.entry("RemovalOutcome", "how its removal ended"),
          Map.entry("Plan", "what to remove"),
          Map.entry("CleanupResult", "the answer"),
          Map.entry("CreatedSandbox", "the answer"),
          Map.entry("Listing", "the answer"),
          Map.entry("List", "a list"),
          Map.entry("Boolean", "true or false"),
          Map.entry("boolean", "true or false"),
          Map.entry("RequestedPackages", "requested packages"),
          Map.entry("Command", "a command"),
          Map.entry("CommandResult", "a result"),
          Map.entry("InstallRequest", "an install request"),
          Map.entry("InstallResult", "what was installed"),
          Map.entry("WorkspaceFile", "a file"),
          Map.entry("FileText", "a file and its text"),
          Map.entry("FileContent", "a file's content"),
          Map.entry("BackgroundProcess", "a process"),
          Map.entry("ProcessReport", "the answer"),
          Map.entry("ProcessList", "the answer"),
          Map.entry("InputReport", "the answer"),
          Map.entry("OutputPage", "the answer"),
          Map.entry("ToolResult", "the answer"),
          Map.entry("String", "a text"),
          Map.entry("Object", "a result, a file's content or a text"),
          Map.entry("void", "the same body"));

  private static String doc() throws IOException {
    return Files.readString(Path.of("src/docs/routes.md"));
  }

  @Test
  void tellsEveryWordOfTheVocabulary() throws IOException {
    String expected = String.join("", rows());
    String actual =
        ROW.matcher(doc()).results().map(MatchResult::group).collect(Collectors.joining());

    assertThat(actual)
        .as("the rows of src/docs/routes.md; they should be:\n" + expected)
        .isEqualTo(expected);
  }

  private List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : RouteFilesTest.all()) {
      for (JsonNode entry : new YAMLMapper().readTree(Files.readString(file))) {
        if (isPublic(entry.path("route"))) {
          rows.add(row(entry.path("route")));
        }
      }
    }
    words().values().forEach(word -> rows.add(row(word)));
    return rows;
  }

  /** Those of routes between them too, which have no codes of their own. */
  @Test
  void aPublicRouteHasTheCodesOfThePublicRoutesThatItCalls() throws IOException {
    Map<String, JsonNode> routes = new TreeMap<>();
    for (Path file : RouteFilesTest.all()) {
      for (JsonNode entry : new YAMLMapper().readTree(Files.readString(file))) {
        routes.put(entry.at("/route/id").asText(), entry.path("route"));
      }
    }

    Map<String, Set<String>> missing = new TreeMap<>();
    routes.values().stream()
        .filter(RoutesDocTest::isPublic)
        .forEach(
            route -> {
              Set<String> called = new TreeSet<>();
              addCodes(route.path("from"), routes, new HashSet<>(), called);
              called.removeAll(codes(route));
              missing.put(route.path("id").asText(), called);
            });

    assertThat(missing)
        .hasSizeGreaterThan(10)
        .allSatisfy((id, codes) -> assertThat(codes).as(id).isEmpty());
  }

  private static boolean isPublic(JsonNode route) {
    return route.path("group").asText().equals("public");
  }

  private static List<String> codes(JsonNode route) {
    return Arrays.stream(route.path("note").asText().split(" ", -1))
        .filter(code -> !code.isEmpty())
        .toList();
  }

  /** Adds the codes of all routes that these steps call, unless they catch every failure. */
  private static void addCodes(
      JsonNode steps, Map<String, JsonNode> routes, Set<String> seen, Set<String> codes) {
    JsonNode to = steps.path("to");
    String uri = to.isTextual() ? to.asText() : to.path("uri").asText();
    JsonNode called = routes.get(uri.replace("direct:", ""));
    if (called != null && seen.add(uri)) {
      if (isPublic(called)) {
        codes.addAll(codes(called));
      } else {
        addCodes(called.path("from"), routes, seen, codes);
      }
    }
    JsonNode tried = steps.path("doTry");
    if (CATCHES_ALL.matcher(tried.path("doCatch").toString()).find()) {
      addCodes(tried.path("doCatch"), routes, seen, codes);
    } else {
      steps.forEach(step -> addCodes(step, routes, seen, codes));
    }
  }

  private static String row(JsonNode route) {
    String description = route.path("description").asText();
    String[] types = description.substring(0, description.indexOf(": ")).split(" -> ", -1);
    return row(
        "direct:" + route.path("id").asText(),
        named(types[0]),
        named(types[1]),
        codes(route).stream().map(ErrorCode::valueOf).toList(),
        description.substring(description.indexOf(": ") + 2));
  }

  private static String row(Method method) {
    RouteStep word = method.getAnnotation(RouteStep.class);
    return row(
        word.value(),
        Arrays.stream(method.getParameterTypes())
            .map(type -> named(type.getSimpleName()))
            .collect(Collectors.joining(", ")),
        named(method.getReturnType().getSimpleName()),
        List.of(word.errors()),
        word.does());
  }

  private static String named(String type) {
    assertThat(TYPES).containsKey(type);
    return TYPES.getOrDefault(type, type);
  }

  private static String row(
      String name, String in, String out, List<ErrorCode> errors, String does) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            name.replace("|", "\\|"),
            in,
            out,
            errors.stream().map(code -> "`" + code + "`").collect(Collectors.joining(" ")),
            does);
  }

  /** The marked methods of the server's beans, by the names of both. */
  private Map<String, Method> words() {
    Map<String, Method> words = new TreeMap<>();
    context()
        .getRegistry()
        .findByTypeWithName(Object.class)
        .forEach(
            (name, bean) ->
                Arrays.stream(bean.getClass().getMethods())
                    .filter(method -> method.isAnnotationPresent(RouteStep.class))
                    .forEach(method -> words.put(name + "." + method.getName(), method)));
    return words;
  }

  @Test
  void aWordIsToldByTheNameAndParametersThatItHas() {
    assertThat(words())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            (name, method) -> {
              String told = method.getAnnotation(RouteStep.class).value();
              assertThat(told).startsWith(name + "(").endsWith(")");
              assertThat(told.split(", ", -1)).as(told).hasSize(method.getParameterCount());
            });
  }

  /** Else a step that names no parameters would mean any of them. */
  @Test
  void noTwoWordsHaveOneName() {
    assertThat(words().values().stream().map(Method::getDeclaringClass).distinct())
        .allSatisfy(
            type ->
                assertThat(
                        Arrays.stream(type.getMethods())
                            .filter(method -> method.isAnnotationPresent(RouteStep.class))
                            .map(Method::getName))
                    .doesNotHaveDuplicates());
  }

  @Test
  void everyBlockIsAFileThatTestsRun() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(doc()).results().toList();

    assertThat(blocks).hasSize(7);
    for (MatchResult block : blocks) {
      assertThat(block.group(1)).as(block.group(2)).startsWith("src/examples/");
      assertThat(block.group(2)).isEqualTo(Files.readString(Path.of(block.group(1))));
    }
  }

  @Test
  void lintingAWorkspaceTakesFifteenLines() throws IOException {
    String route = Files.readString(Path.of("src/examples/lint_shell/lint_shell.camel.yaml"));
    String steps = route.substring(route.indexOf("steps:\n") + "steps:\n".length());

    assertThat(steps.lines()).hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void theEditedToolIsTheShippedOneAndOneStep() throws IOException {
    Path edited = Path.of("src/examples/policy");
    assertThat(edited.resolve("execute_code.tool.yaml"))
        .hasSameTextualContentAs(Path.of("routes/execute_code.tool.yaml"));

    String step =
        Pattern.compile("        - bean:\n            ref: policy\n.*\n")
            .matcher(Files.readString(edited.resolve("execute_code.camel.yaml")))
            .replaceFirst("");
    assertThat(step).isEqualTo(Files.readString(Path.of("routes/execute_code.camel.yaml")));
  }

  @Test
  void theReadmePointsToIt() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains("(src/docs/routes.md)");
    assertThat(ExtendedRoutes.examples())
        .allSatisfy(example -> assertThat(doc()).contains("src/examples/" + example.getFileName()));
  }
}
