package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private final Arguments arguments =
      new Arguments(
          Map.of(
              "text",
              "a",
              "flag",
              true,
              "number",
              1.5,
              "list",
              List.of("a", "b"),
              "map",
              Map.of("A", "b")));

  @Test
  void givesEachAsItsType() {
    assertThat(arguments.text("text")).isEqualTo("a");
    assertThat(arguments.flag("flag", false)).isTrue();
    assertThat(arguments.number("number")).contains(1.5);
    assertThat(arguments.texts("list")).containsExactly("a", "b");
    assertThat(arguments.textMap("map")).containsExactly(Map.entry("A", "b"));
  }

  @Test
  void whatWasNotGivenIsEmptyOrTheDefault() {
    assertThat(arguments.optionalText("x")).isEmpty();
    assertThat(arguments.flag("x", true)).isTrue();
    assertThat(arguments.number("x")).isEmpty();
    assertThat(arguments.texts("x")).isEmpty();
    assertThat(arguments.textMap("x")).isEmpty();
    assertThat(arguments.has("x")).isFalse();
  }

  @Test
  void refusesAnotherType() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> arguments.flag("text", false))
        .withMessage("Could not read 'text': it is not a true or false; give a true or false.");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new Arguments(Map.of("list", List.of(1))).texts("list"))
        .withMessage("Could not read 'list': it is not a list of texts; give a list of texts.");
  }

  @Test
  void refusesANullInAList() {
    Arguments holed = new Arguments(Map.of("list", Arrays.asList("a", null)));

    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> holed.texts("list"));
  }

  @Test
  void refusesToDoWithoutWhatIsRequired() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> arguments.text("x"))
        .withMessage("Could not read 'x': it is missing; give a text.");
  }

  @Test
  void doesNotChangeWithTheMapItWasMadeOf() {
    Map<String, Object> map = new HashMap<>(Map.of("a", "b"));
    Arguments made = new Arguments(map);
    map.clear();

    assertThat(made.text("a")).isEqualTo("b");
  }
}
