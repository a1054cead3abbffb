package org.dockermcp.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.dockermcp.routes.step.Bracket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a folder must be to one another. */
@Timeout(60)
class FolderRulesTest {
  private static final String TOOL =
      """
      name: a
      title: A
      description: Does it.
      annotations: {readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false}
      inputSchema: {type: object, additionalProperties: false, properties: {}}
      outputSchema: {type: object, required: [], properties: {}}
      """;

  /** A bean of three methods, two of one name. */
  public static final class Clerk {
    public String stamp(String paper) {
      return paper;
    }

    public String stamp(String paper, String date) {
      return paper + date;
    }

    public String file() {
      return "";
    }

    String hide(String paper) {
      return paper;
    }
  }

  /** A bean of one method. */
  public static final class Bell {
    public void ring() {}
  }

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void makeATool() throws IOException {
    Files.createDirectory(folder.resolve("lib"));
    file("a.tool.yaml", TOOL);
    file("a.camel.yaml", route("a", "log: 'here'"));
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** A route of which each step has a line, from the fifth on. */
  private static String route(String id, String... steps) {
    StringBuilder text = new StringBuilder("- route:\n    id: " + id + "\n    from:\n");
    text.append("      uri: direct:").append(id).append("\n      steps:\n");
    for (String step : steps) {
      text.append("        - {").append(step).append("}\n");
    }
    return text.toString();
  }

  private List<String> problems() {
    Map<String, Class<?>> beans =
        Map.of(
            "clerk",
            Clerk.class,
            "bell",
            Bell.class,
            "pool",
            ExecutorService.class,
            "held",
            Bracket.class);
    return RouteFolder.read(folder, List.of(), beans).problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void aToolOfTwoFilesIsSound() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void aToolWithoutARouteIsNone() throws IOException {
    Files.delete(folder.resolve("a.camel.yaml"));

    assertThat(problems())
        .containsExactly("a.tool.yaml: has no route: there is no 'a.camel.yaml' beside it");
  }

  @Test
  void aRouteWithoutAToolIsForTheLibrary() throws IOException {
    file("b.camel.yaml", route("b", "log: 'here'"));
    file("lib/c.camel.yaml", route("c", "log: 'here'"));

    assertThat(problems())
        .containsExactly(
            "b.camel.yaml: has no tool file: there is no 'b.tool.yaml' beside it; routes without"
                + " a tool belong in lib/");
  }

  @Test
  void theRouteIsNamedAsTheFiles() throws IOException {
    file("a.camel.yaml", route("b", "log: 'here'"));
    assertThat(problems()).containsExactly("a.camel.yaml: has no route with the id 'a'");

    file("a.camel.yaml", route("a", "log: 'here'").replace("direct:a", "direct:b"));
    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:4: the route 'a' begins at 'direct:b' instead of 'direct:a'");
  }

  @Test
  void anIdAndABeginningAreOneRoutes() throws IOException {
    file("lib/b.camel.yaml", route("a", "log: 'here'").replace("direct:a", "direct:b"));
    file("lib/c.camel.yaml", route("c", "log: 'here'").replace("direct:c", "direct:a?timeout=1"));
    file("lib/d.camel.yaml", route("d", "log: 'x'").replace("direct:d", "seda:s"));
    file("lib/e.camel.yaml", route("e", "log: 'x'").replace("direct:e", "seda://s?size=2"));

    assertThat(problems())
        .containsExactly(
            "lib/b.camel.yaml:2: has the id 'a' as a.camel.yaml:2 does",
            "lib/c.camel.yaml:4: has a route that begins at 'direct:a' as a.camel.yaml:4 does",
            "lib/e.camel.yaml:4: has a route that begins at 'seda:s' as lib/d.camel.yaml:4 does");
  }

  @Test
  void aCallLeadsToARoute() throws IOException {
    file("lib/b.camel.yaml", route("b", "log: 'here'"));
    file(
        "a.camel.yaml",
        route(
            "a",
            "to: 'direct:b'",
            "to: 'direct:c'",
            "to: {uri: direct, parameters: {name: d}}",
            "wireTap: {uri: 'seda:e'}",
            "toD: 'direct:f'",
            "toD: 'direct:${body.tool}'",
            "doTry: {steps: [], doFinally: {steps: [{to: 'direct:g'}]}}"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:7: no route begins at 'direct:c'",
            "a.camel.yaml:8: no route begins at 'direct:d'",
            "a.camel.yaml:9: no route begins at 'seda:e'",
            "a.camel.yaml:10: no route begins at 'direct:f'",
            "a.camel.yaml:12: no route begins at 'direct:g'");
  }

  @Test
  void aRouteInAFileThatIsNoYamlMayBeThere() throws IOException {
    file("a.camel.yaml", route("a", "to: 'direct:b'"));
    file("lib/b.camel.yaml", route("b", "log: 'here'") + " x");

    assertThat(problems()).singleElement().asString().startsWith("lib/b.camel.yaml:7: is not YAML");
  }

  @Test
  void aCircleIsToldWhereItCloses() throws IOException {
    file("a.camel.yaml", route("a", "to: 'direct:b'", "to: 'direct:d'"));
    file("lib/b.camel.yaml", route("b", "log: 'x'", "to: 'direct:c'"));
    file("lib/c.camel.yaml", route("c", "filter: {simple: 'x', steps: [{toD: 'direct:b'}]}"));
    file("lib/d.camel.yaml", route("d", "to: 'direct:c'", "wireTap: {uri: 'direct:d'}"));

    assertThat(problems())
        .containsExactly(
            "lib/c.camel.yaml:6: routing cycle: b -> c -> b",
            "lib/d.camel.yaml:7: routing cycle: d -> d");
  }

  @Test
  void whatIsCalledTwiceIsNoCircle() throws IOException {
    file("a.camel.yaml", route("a", "to: 'direct:b'", "to: 'direct:c'", "to: 'direct:b'"));
    file("lib/b.camel.yaml", route("b", "to: 'direct:c'"));
    file("lib/c.camel.yaml", route("c", "toD: 'direct:${body.tool}'"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void aBeanIsThere() throws IOException {
    file(
        "a.camel.yaml",
        route(
            "a",
            "bean: {ref: judge, method: 'stamp(${body})'}",
            "to: 'bean:judges?method=stamp'",
            "filter: {method: {ref: jury, method: 'stamp'}, steps: []}",
            "wireTap: {uri: 'direct:b', executorService: pools}",
            "wireTap: {uri: 'direct:b', executorService: pool}"));
    file("lib/b.camel.yaml", route("b", "log: 'here'"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:6: there is no bean 'judge'; there are bell, clerk, held, pool",
            "a.camel.yaml:7: there is no bean 'judges'; there are bell, clerk, held, pool",
            "a.camel.yaml:8: there is no bean 'jury'; there are bell, clerk, held, pool",
            "a.camel.yaml:9: there is no bean 'pools'; there are bell, clerk, held, pool");
  }

  @Test
  void aBeansMethodIsThereAndTakesSoMuch() throws IOException {
    file(
        "a.camel.yaml",
        route(
            "a",
            "bean: {ref: clerk, method: 'stamp(${body}, ''a, (b'')'}",
            "bean: {ref: clerk, method: 'file()'}",
            "bean: {ref: clerk, method: stamp}",
            "bean: {ref: bell}",
            "to: 'bean:clerk?method=stamp(${body})'".replace("${body}", "null"),
            "bean: {ref: clerk, method: 'stamp(${body}, 1, 2)'}",
            "bean: {ref: clerk, method: 'hide(${body})'}",
            "bean: {ref: clerk, method: 'file(${body})'}",
            "bean: {ref: clerk, method: 'stamp(${body}'}",
            "bean: {ref: clerk}"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:11: the method 'stamp' of the bean 'clerk' takes 1 or 2 arguments, not 3",
            "a.camel.yaml:12: the bean 'clerk' has no method 'hide'; it has file, stamp",
            "a.camel.yaml:13: the method 'file' of the bean 'clerk' takes 0 arguments, not 1",
            "a.camel.yaml:14: 'stamp(${body}' has unterminated arguments",
            "a.camel.yaml:15: calls the bean 'clerk' without a method; it has file, stamp");
  }

  @Test
  void aToolSetsNoVariableOfAllRoutes() throws IOException {
    file(
        "a.camel.yaml",
        route(
            "a",
            "setVariable: {name: call, constant: x}",
            "to: {uri: 'direct:b', variableReceive: sandbox}",
            "setVariable: {name: own, simple: '${variable.call}'}",
            "log: '${variable.own} ${variable.other}'"));
    file("lib/b.camel.yaml", route("b", "setVariable: {name: sandbox, constant: x}"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:6: the variable 'call' is set by routes in lib/ alone; take another name",
            "a.camel.yaml:7: the variable 'sandbox' is set by routes in lib/ alone; take another"
                + " name",
            "a.camel.yaml:9: the variable 'other' is not set in this route; variables are local to"
                + " their route, except call and sandbox, so pass it in the body");
  }

  @Test
  void aPolicyIsOneOfOurs() throws IOException {
    file(
        "a.camel.yaml",
        route(
            "a",
            "policy: {ref: held, steps: [{log: 'here'}]}",
            "policy: {ref: clerk, steps: [{log: 'here'}]}",
            "policy: {ref: hold, steps: [{log: 'here'}]}",
            "bean: {ref: held, method: 'wrap(1, 2)'}",
            "policy: {ref: held, steps: [{to: 'direct:b'}]}",
            "policy: {steps: [{log: 'here'}]}",
            "policy: {ref: held}",
            "policy: {ref: held, type: org.apache.camel.spi.Policy, steps: []}"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:7: the bean 'clerk' is not a policy; there are held",
            "a.camel.yaml:8: there is no bean 'hold'; there are bell, clerk, held, pool",
            "a.camel.yaml:9: the bean 'held' is a policy, for a 'policy' step",
            "a.camel.yaml:10: no route begins at 'direct:b'",
            "a.camel.yaml:11: has 'policy' without 'ref'",
            "a.camel.yaml:12: has 'policy' without 'steps'",
            "a.camel.yaml:13: 'type' is not among the keywords of a route, see src/docs/security.md");
  }

  @Test
  void aPartThatIsNotWholeIsTold() throws IOException {
    file(
        "a.camel.yaml",
        route(
            "a",
            "setVariable: {name: x}",
            "filter: {simple: '${body}'}",
            "doTry: {steps: []}",
            "choice: {when: [{steps: []}]}",
            "bean: {method: 'stamp(${body})'}",
            "setBody: {simple: }"));

    assertThat(problems())
        .containsExactly(
            "a.camel.yaml:6: has 'setVariable' without an expression",
            "a.camel.yaml:7: has 'filter' without 'steps'",
            "a.camel.yaml:8: has 'doTry' without 'doCatch' or 'doFinally'",
            "a.camel.yaml:9: has 'when' without an expression",
            "a.camel.yaml:10: has 'bean' without 'ref'",
            "a.camel.yaml:10: 'stamp(${body})' is a method without a 'ref' to its" + " bean",
            "a.camel.yaml:11: 'simple' has no value");
  }
}
