package org.dockermcp.routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

/** What an example calls, and what is told of it. */
class ExampleRunTest {
  private final List<String> calls = new ArrayList<>();

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Runs the one example of a tool; "make" gives an id, everything else what is told here. */
  private List<String> differences(String result, String example) throws IOException {
    return differences(call -> new ToolReply("", json(result)), example);
  }

  private List<String> differences(Function<ToolCall, ToolReply> tool, String example)
      throws IOException {
    ToolSpec spec =
        ToolSpec.parse(
            Path.of("t.tool.yaml"),
            """
            name: t
            title: T
            description: Does it.
            annotations: {readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false}
            inputSchema: {}
            outputSchema: {}
            examples:
            - description: It does.
            """
                + example.indent(2));
    ExampleRun run =
        new ExampleRun(
            call -> {
              calls.add(call.tool() + " " + call.arguments().values());
              return call.tool().equals("make")
                  ? new ToolReply("", json("{\"id\": \"c1\", \"size\": 7, \"at\": [1]}"))
                  : tool.apply(call);
            },
            "small:1");
    return run.differences(spec, spec.examples().get(0));
  }

  private static ToolReply failure() {
    return ToolDispatcher.reply(
        ToolFailure.of(ErrorCode.NOT_FOUND, "find it", "it is not", "look"));
  }

  @Test
  void callsWhatIsBeforeAndAfterWithWhatEarlierCallsGave() throws IOException {
    assertThat(
            differences(
                "{\"done\": true, \"more\": 1}",
                """
                before: [{tool: make, arguments: {image: "${image}"}}]
                arguments: {id: "${id}", size: "${size}", text: "${id} of ${size}, $${id} ${at} $x"}
                result: {done: true}
                after: [{tool: drop, arguments: {id: "${id}", done: "${done}"}}]
                """))
        .isEmpty();
    assertThat(calls)
        .containsExactly(
            "make {image=small:1}",
            "t {id=c1, size=7, text=c1 of 7, ${id} [1] $x}",
            "drop {id=c1, done=true}");
  }

  @Test
  void tellsEachDifferenceAndStillTidiesUp() throws IOException {
    assertThat(
            differences(
                "{\"a\": \"x\\n\", \"b\": {\"c\": [1, {\"d\": null}], \"e\": [1]}, \"f\": 1.0}",
                """
                before: [{tool: make, arguments: {}}]
                arguments: {}
                result: {a: "y", b: {c: [1, {d: 2}], e: []}, f: 1, g: "${id}"}
                after: [{tool: drop, arguments: {id: "${id}"}}]
                """))
        .containsExactly(
            "a is \"x\\n\", not \"y\"",
            "b.c[1].d is null, not 2",
            "b.e is [1], not []",
            "g is not there, not \"c1\"");
    assertThat(calls).contains("drop {id=c1}");
  }

  @Test
  void aFailureIsExpectedOrToldInItsWords() throws IOException {
    assertThat(differences(call -> failure(), "arguments: {}\nresult: {done: true}\n"))
        .containsExactly("it failed: Could not find it: it is not; look.");
    assertThat(
            differences(call -> failure(), "arguments: {}\nresult: {error: {code: NOT_FOUND}}\n"))
        .isEmpty();
    assertThat(differences("{}", "arguments: {}\nresult: {error: {code: NOT_FOUND}}\n"))
        .containsExactly("error is not there, not {\"code\":\"NOT_FOUND\"}");
  }

  @Test
  void whatCouldNotBeMadeIsNotTakenAway() throws IOException {
    assertThat(
            differences(
                call -> failure(),
                """
                before: [{tool: lose, arguments: {}}]
                arguments: {}
                result: {done: true}
                after: [{tool: drop, arguments: {id: "${id}"}}, {tool: rest, arguments: {}}]
                """))
        .containsExactly("before it, lose failed: Could not find it: it is not; look.");
    assertThat(calls).containsExactly("lose {}", "rest {}");
  }

  @Test
  void aPlaceholderOfNothingIsTold() throws IOException {
    assertThat(differences("{}", "arguments: {id: \"${id}\"}\nresult: {a: 1}\n"))
        .containsExactly("${id} is undefined: no earlier result has 'id'");
  }
}
