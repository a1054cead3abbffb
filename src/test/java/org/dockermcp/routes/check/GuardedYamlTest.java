package org.dockermcp.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What YAML is read at all. */
@Timeout(30)
class GuardedYamlTest {

  private static List<String> problems(String text) {
    List<RouteProblem> problems = new ArrayList<>();
    boolean read =
        new GuardedYaml(new FileProblems(Path.of("f"), problems)).compose(text).isPresent();
    assertThat(read).isEqualTo(problems.isEmpty());
    return problems.stream().map(RouteProblem::toString).toList();
  }

  @Test
  void plainYamlIsRead() {
    assertThat(problems("# a comment\na: [1, 'b', \"c\", {d: >-\n  e\n}]\n".replace(">-\n  ", "")))
        .isEmpty();
    assertThat(problems("---\n- a: |\n    b\n- c\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "a: &x 1~b: 2           # f:1: has an anchor",
        "a: 1~b: &x [1]         # f:2: has an anchor",
        "a: *x                  # f:1: has an alias",
        "a: 1~b: !!int '2'      # f:2: has a tag",
        "a: !!javax.script.ScriptEngineManager [] # f:1: has a tag",
        "! {a: 1}               # f:1: has a tag",
        "a: 1~---~b: 2          # f:2: has more than one YAML document",
        "a: 1~b: 2~a: 3         # f:3: duplicate key 'a'",
        "a: [{b: 1, b: 2}]      # f:1: duplicate key 'b'",
        "? [a, b]~: 1           # f:1: has a key that is not a string",
      })
  void whatIsMoreThanATreeIsRefused(String text, String problem) {
    assertThat(problems(text.replace('~', '\n'))).containsExactly(problem);
  }

  @Test
  void anEmptyTextIsRefused() {
    assertThat(problems("")).containsExactly("f: is empty");
    assertThat(problems("# nothing\n")).containsExactly("f: is empty");
  }

  @Test
  void whatIsNoYamlIsToldWithItsLine() {
    assertThat(problems("a: 1\nb: [1,\n"))
        .singleElement()
        .asString()
        .startsWith("f:3: is not YAML");
    assertThat(problems("a: 1\n\tb: 2\n"))
        .singleElement()
        .asString()
        .startsWith("f:2: is not YAML");
    assertThat(problems("a: \u0001")).singleElement().asString().startsWith("f: is not YAML");
  }

  @Test
  void aBombIsRefusedBeforeItGoesOff() {
    StringBuilder bomb = new StringBuilder("- &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("- &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i - 1, i - 1, i - 1));
    }

    assertThat(problems(bomb.toString())).containsExactly("f:1: has an anchor");
  }

  @Test
  void aDeepTextIsRefusedBeforeItEndsTheThread() {
    assertThat(problems("[".repeat(200_000))).containsExactly("f:1: is more than 100 levels deep");
    assertThat(problems("- ".repeat(50_000))).containsExactly("f:1: is more than 100 levels deep");
  }
}
