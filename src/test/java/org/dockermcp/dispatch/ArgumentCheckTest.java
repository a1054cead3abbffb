package org.dockermcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class ArgumentCheckTest {
  private static final String SCHEMA =
      """
      type: object
      additionalProperties: false
      required: [command]
      properties:
        command: {type: string, minLength: 1, maxLength: 20}
        timeout: {type: number, minimum: 0.1}
        pids: {type: integer, maximum: 9}
        packages: {anyOf: [{type: array}, {type: string}], maxItems: 2, items: {type: string}}
        environment: {type: object, additionalProperties: {type: string}}
      """;

  private final ArgumentCheck check = new ArgumentCheck(schema(SCHEMA));

  private static JsonNode schema(String yaml) {
    try {
      return Json.YAML.readTree(yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ToolCall call(Map<String, Object> arguments) {
    return ToolCall.local("1", "run", new Arguments(arguments));
  }

  private void refuses(Map<String, Object> arguments, String problems) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> check.check(call(arguments)))
        .withMessage(
            "Could not call run: %s; it takes command, timeout, pids, packages, environment.",
            problems);
  }

  @Test
  void letsInWhatFits() {
    assertThatCode(
            () ->
                check.check(
                    call(Map.of("command", "ls", "timeout", 1, "packages", "a,b", "pids", 9))))
        .doesNotThrowAnyException();
  }

  @Test
  void namesWhatIsMissingAndWhatIsTooMuch() {
    refuses(
        Map.of("cmd", "ls", "timeout", 0.05),
        "'timeout' must be at least 0.1 and there is no argument 'cmd' and 'command' is missing");
  }

  @Test
  void saysWhichTypeItIsAndShouldBe() {
    refuses(Map.of("command", 3), "'command' must be a string, not a number");
    refuses(Map.of("command", List.of()), "'command' must be a string, not a list");
    refuses(Map.of("command", "x", "pids", 1.5), "'pids' must be a whole number, not a number");
    refuses(Map.of("command", "x", "timeout", "5"), "'timeout' must be a number, not a string");
    refuses(
        Map.of("command", "x", "packages", true),
        "'packages' must be a list or a string, not true or false");
  }

  @Test
  void nullIsNoValue() {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("command", null);

    refuses(arguments, "'command' must be a string, not null");
  }

  @Test
  void saysTheBounds() {
    refuses(Map.of("command", ""), "'command' is empty");
    refuses(Map.of("command", "x".repeat(21)), "'command' must have no more than 20 characters");
    refuses(Map.of("command", "x", "pids", 10), "'pids' must be at most 9");
    refuses(
        Map.of("command", "x", "packages", List.of("a", "b", "c")),
        "'packages' must have no more than 2 items");
  }

  @Test
  void saysWhichPartOfAnArgumentItIs() {
    refuses(
        Map.of("command", "x", "packages", List.of("a", 1), "environment", Map.of("A", 1)),
        "'packages[1]' must be a string, not a number and 'environment.A' must be a string, not a"
            + " number");
  }

  @Test
  void namesFiveProblemsAndNoMore() {
    Map<String, Object> arguments = new HashMap<>(Map.of("command", "x"));
    arguments.put("packages", "x");
    arguments.put("environment", Collections.singletonMap("A", 1));
    for (int i = 0; i < 10; i++) {
      arguments.put("extra" + i, 1);
    }

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> check.check(call(arguments)))
        .satisfies(failure -> assertThat(failure.message().split(" and ", -1)).hasSize(5));
  }

  @Test
  void aNameMadeToDeceiveIsShownOnOneLineWithoutItsSecret() {
    refuses(
        Map.of("command", "x", "a\n\u001b[2Jpassword=hunter2", 1),
        "there is no argument 'a [2Jpassword=***'");
  }

  @Test
  void aDeepArgumentIsRefusedLikeAnyOther() {
    Object deep = "x";
    for (int depth = 0; depth < 1_000; depth++) {
      deep = List.of(deep);
    }

    refuses(Map.of("command", deep), "'command' must be a string, not a list");
  }

  @Test
  void aToolWithoutArgumentsSaysSo() {
    ArgumentCheck none = new ArgumentCheck(schema("{type: object, additionalProperties: false}"));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> none.check(call(Map.of("a", 1))))
        .withMessage("Could not call run: there is no argument 'a'; it takes no arguments.");
  }
}
