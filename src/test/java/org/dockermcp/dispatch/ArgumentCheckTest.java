package org.dockermcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        packages: {type: array, maxItems: 2, items: {type: string}}
        stream: {type: boolean}
        stdin: {type: string}
        session_id: {type: string, maxLength: 10}
        on_timeout: {type: string, enum: [kill, background]}
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
            "Could not call run: %s; it takes command, timeout, pids, packages, stream, stdin,"
                + " session_id, on_timeout, environment.",
            problems);
  }

  @Test
  void letsInWhatFits() {
    assertThatCode(
            () ->
                check.check(
                    call(
                        Map.of(
                            "command", "ls", "timeout", 1, "packages", List.of("a"), "pids", 9))))
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
    refuses(
        Map.of("command", "x", "pids", 1.5),
        "'pids' must be a whole number such as 100, not a number");
    refuses(
        Map.of("command", "x", "timeout", "5 s"),
        "'timeout' must be a number such as 2.5, not a string");
    refuses(
        Map.of("command", "x", "packages", true),
        "'packages' must be a list such as [\"a\", \"b\"], not true or false");
  }

  @Test
  void saysTheBounds() {
    refuses(Map.of("command", ""), "'command' is blank");
    refuses(Map.of("command", "x".repeat(21)), "'command' must have no more than 20 characters");
    refuses(Map.of("command", "x", "pids", 10), "'pids' must be at most 9");
    refuses(
        Map.of("command", "x", "packages", List.of("a", "b", "c")),
        "'packages' must have no more than 2 items");
  }

  @Test
  void saysWhichPartOfAnArgumentItIs() {
    refuses(
        Map.of(
            "command",
            "x",
            "packages",
            List.of("a", List.of()),
            "environment",
            Map.of("A", Map.of())),
        "'packages[1]' must be a string, not a list and 'environment.A' must be a string, not an"
            + " object");
  }

  @Test
  void namesFiveProblemsAndNoMore() {
    Map<String, Object> arguments = new HashMap<>(Map.of("command", "x"));
    arguments.put("packages", true);
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

  private Map<String, Object> read(String arguments) {
    try {
      return check
          .check(call(ToolSpec.asMap(Json.MAPPER.readTree(arguments))))
          .arguments()
          .values();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'command': 'x', 'timeout': null, 'packages': null, 'environment': null, 'stream': null}",
        "{'command': 'x', 'timeout': '', 'packages': ' ', 'environment': '', 'stream': ' \\n'}",
        "{'command': 'x', 'session_id': '', 'on_timeout': ' ', 'pids': '', 'stdin': null}",
        "{'command': 'x', 'packages': []}"
      })
  void c25NullAndBlankCountAsNotGiven(String arguments) {
    assertThat(read(arguments.replace('\'', '"'))).containsExactly(Map.entry("command", "x"));
  }

  @Test
  void c25TextThatMayBeBlankStaysText() {
    assertThat(read("{\"command\": \" x\\n\", \"stdin\": \"\", \"environment\": {\"A\": \"\"}}"))
        .isEqualTo(Map.of("command", " x\n", "stdin", "", "environment", Map.of("A", "")));
    assertThat(read("{\"command\": \"x\", \"stdin\": \"\\n\", \"packages\": [\"\"]}"))
        .isEqualTo(Map.of("command", "x", "stdin", "\n", "packages", List.of("")));
  }

  @Test
  void c25ARequiredOneThatIsNullOrBlankIsNamed() {
    refuses(new HashMap<>(Collections.singletonMap("command", null)), "'command' is null");
    refuses(Map.of("command", " \n"), "'command' is blank");
  }

  /** A field that is null is not given; an item cannot be left out without moving the others. */
  @Test
  void c25NullInsideOfAnObjectIsLeftOutAndInAListRefused() {
    assertThat(read("{\"command\": \"x\", \"environment\": {\"A\": null, \"B\": \"1\"}}"))
        .containsEntry("environment", Map.of("B", "1"));
    refuses(
        Map.of("command", "x", "packages", Arrays.asList("a", null)),
        "'packages[1]' must be a string, not null");
  }

  @Test
  void c25AnUnknownArgumentIsToldWhateverItHolds() {
    Map<String, Object> arguments = new HashMap<>(Map.of("command", "x"));
    arguments.put("tiemout", null);

    refuses(arguments, "there is no argument 'tiemout' (did you mean 'timeout'?)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'timeout': '3.5'                      | 'timeout': 3.5",
        "'timeout': ' 30 '                     | 'timeout': 30",
        "'pids': '7'                           | 'pids': 7",
        "'pids': '7.0'                         | 'pids': 7",
        "'pids': 7.0                           | 'pids': 7",
        "'stream': 'true'                      | 'stream': true",
        "'stream': ' false'                    | 'stream': false",
        "'packages': '[~a~, ~b~]'            | 'packages': ['a', 'b']",
        "'packages': 'six>=1,<2'               | 'packages': ['six>=1,<2']",
        "'packages': [2.5, true]               | 'packages': ['2.5', 'true']",
        "'packages': '[1]'                     | 'packages': ['1']",
        "'environment': '{~A~: ~1~}'        | 'environment': {'A': '1'}",
        "'environment': {'A': 1, 'B': false}   | 'environment': {'A': '1', 'B': 'false'}",
        "'environment': {'A': 1.50, 'B': 1e21} | 'environment': {'A': '1.5', 'B': '1000000000000000000000'}",
        "'session_id': 42                      | 'session_id': '42'",
        "'session_id': ' a b \\r\\n'            | 'session_id': 'a b'",
        "'on_timeout': 'kill '                 | 'on_timeout': 'kill'",
        "'stdin': 'true'                       | 'stdin': 'true'"
      })
  void c26WhatIsExactlyTheWantedTypeAsJsonIsRead(String sent, String meant) throws IOException {
    assertThat(read(json(sent))).isEqualTo(ToolSpec.asMap(Json.MAPPER.readTree(json(meant))));
  }

  /** Quotes are single ones, and those inside of a text tildes. */
  private static String json(String fields) {
    return "{\"command\": \"x\", " + fields.replace('\'', '"').replace("~", "\\\"") + "}";
  }

  @Test
  void c26WhatIsNotIsRefusedWithTheWantedForm() {
    refuses(
        Map.of("command", "x", "timeout", "soon"),
        "'timeout' must be a number such as 2.5, not a string");
    refuses(
        Map.of("command", "x", "timeout", "1 2"),
        "'timeout' must be a number such as 2.5, not a string");
    refuses(
        Map.of("command", "x", "pids", "1.5"),
        "'pids' must be a whole number such as 100, not a number");
    refuses(
        Map.of("command", "x", "stream", "True"), "'stream' must be true or false, not a string");
    refuses(
        Map.of("command", "x", "environment", "A=1"),
        "'environment' must be an object such as {\"A\": \"1\"}, not a string");
    refuses(
        Map.of("command", "x", "environment", "[1]"),
        "'environment' must be an object such as {\"A\": \"1\"}, not a string");
  }

  @Test
  void c26TextOfAnyDepthAndLengthIsReadWithinBounds() {
    refuses(
        Map.of("command", "x", "environment", "{\"A\":".repeat(5_000)),
        "'environment' must be an object such as {\"A\": \"1\"}, not a string");
    refuses(
        Map.of("command", "x", "timeout", "1".repeat(1_000_000)),
        "'timeout' must be a number such as 2.5, not a string");
    refuses(Map.of("command", "x", "pids", 1e300), "'pids' must be at most 9");
  }

  @Test
  void theNearestRightNameIsTold() {
    refuses(
        Map.of("comand", "ls"),
        "there is no argument 'comand' (did you mean 'command'?) and 'command' is missing");
    refuses(
        Map.of("command", "x", "on_timeout", "Background"),
        "'on_timeout' is not among [kill,background] (did you mean 'background'?)");
    refuses(
        Map.of("command", "x", "on_timeout", "wait"),
        "'on_timeout' is not among [kill,background]");
  }
}
