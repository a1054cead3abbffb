package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxEnvironmentTest {
  private static void refuses(Map<String, String> values, String why) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new SandboxEnvironment(values))
        .withMessage("Could not set the environment: %s; pass long or many values by file.", why);
  }

  @Test
  void isSortedSoThatEqualOnesLookEqual() {
    assertThat(new SandboxEnvironment(Map.of("B", "2", "A", "1 ;$(x)=", "_C", "")).lines())
        .containsExactly("A=1 ;$(x)=", "B=2", "_C=");
  }

  @Test
  void aCallWithoutOneHasAnEmptyOne() {
    assertThat(SandboxEnvironment.of(new Arguments(Map.of())).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A=B", "A B", "A-B", "é", "A\n"})
  void refusesAnOddName(String name) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new SandboxEnvironment(Map.of(name, "x")));
  }

  @Test
  void refusesAValueThatNoProgramCouldHave() {
    refuses(Map.of("A", "a\0b"), "A contains a NUL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nB=c",
        "a\r\nb",
        "\n",
        "\n\n a\n  b\n",
        " \n ",
        "-----BEGIN X-----\nab\n-----END X-----\n"
      })
  void c22ValuesWithLineBreaksSurviveTheirLabel(String value) {
    SandboxEnvironment environment = new SandboxEnvironment(Map.of("A", value, "B", "2"));

    assertThat(environment.lines()).containsExactly("A=" + value, "B=2");
    assertThat(SandboxEnvironment.ofLabel(environment.label())).isEqualTo(environment);
  }

  @Test
  void saysWhatIsWrong() {
    refuses(Map.of("A=B", "x"), "'A=B' is not letters, digits and underscores");
    refuses(Map.of("A", "x".repeat(32_769)), "A is longer than 32768 characters");
  }

  @Test
  void holdsTwoHundredAndFiftySixAndNoMore() {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < 256; i++) {
      values.put("A" + i, "x".repeat(10));
    }
    assertThat(new SandboxEnvironment(values).lines()).hasSize(256);

    values.put("B", "x");
    refuses(values, "there are 257 variables and at most 256 fit");
  }

  @Test
  void holdsNoMoreThanALabelMay() {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      values.put("A" + i, "x".repeat(32_764));
    }
    assertThat(new SandboxEnvironment(values).label()).hasSize(131_071);

    values.put("B", "");
    refuses(values, "all together are longer than 131072 characters");
  }

  @Test
  void leavesTheMarksOfCommandsAlone() {
    refuses(
        Map.of("DOCKER_MCP_MARK", "keep"),
        "names that begin with DOCKER_MCP_ are this server's own");
  }

  @Test
  void aCommandsOwnWins() {
    SandboxEnvironment both =
        new SandboxEnvironment(Map.of("A", "1", "B", "2")).with(Map.of("B", "3", "C", "4"));

    assertThat(both.lines()).containsExactly("A=1", "B=3", "C=4");
    assertThat(both.only("B"::equals).lines()).containsExactly("B=3");
  }

  @Test
  void isReadFromItsLabel() {
    SandboxEnvironment environment = new SandboxEnvironment(Map.of("A", "=1=", "B", ""));

    assertThat(environment.label()).isEqualTo("A==1=\nB=");
    assertThat(SandboxEnvironment.ofLabel("A==1=\nB=")).isEqualTo(environment);
    assertThat(SandboxEnvironment.ofLabel("")).isEqualTo(SandboxEnvironment.NONE);
    assertThat(SandboxEnvironment.ofLabel(null)).isEqualTo(SandboxEnvironment.NONE);
  }
}
