package org.dockermcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Picture;
import org.dockermcp.tool.PictureResult;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolResult;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

class ToolDispatcherTest {
  private record Counted(int inAll) implements ToolResult {
    @Override
    public String text() {
      return "counted " + inAll;
    }
  }

  private final ToolCall call = ToolCall.local("7f3a", "count", new Arguments(Map.of()));
  private final ToolDispatcher door = door();

  private static ToolDispatcher door(FailureMapping... mappings) {
    return new ToolDispatcher(() -> new ToolCatalogue(List.of()), List.of(mappings));
  }

  @Test
  void refusesAToolThatThereIsNot() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> door.check(call))
        .withMessage(
            "Could not call count: there is no such tool; see tools/list for those that exist.");
  }

  @Test
  void aResultIsToldInSnakeCase() {
    ToolReply reply = door.reply(call, new Counted(3));

    assertThat(reply.failed()).isFalse();
    assertThat(reply.text()).isEqualTo("counted 3");
    assertThat(reply.structured()).hasToString("{\"in_all\":3}");
  }

  @Test
  void whatIsNoReplyIsNotAnswered() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> door.reply(call, "three"))
        .withMessage("the route of count ended with a String, not with a reply");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> door.reply(call, null))
        .withMessage("the route of count ended with nothing, not with a reply");
  }

  @Test
  void picturesGoBesideTheText() {
    ToolReply reply =
        door.reply(call, new PictureResult("image/png", 3, new Picture("image/png", "AAAA")));

    assertThat(reply.pictures()).containsExactly(new Picture("image/png", "AAAA"));
    assertThat(reply.structured()).hasToString("{\"mime_type\":\"image/png\",\"size_bytes\":3}");
  }

  /** The operator's log has it, under a reference; nothing of the answer is quoted there. */
  @Test
  void anAnswerMustKeepItsToolsPromise() throws Exception {
    ToolSpec spec =
        ToolSpec.parse(
            Path.of("count.tool.yaml"),
            """
            name: count
            title: Count
            description: Counts.
            inputSchema: {type: object}
            outputSchema:
              type: object
              additionalProperties: false
              required: [in_all, in_part]
              properties: {in_all: {type: string}, in_part: {type: string}}
            annotations:
              {readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false}
            """);
    ToolDispatcher strict = new ToolDispatcher(() -> new ToolCatalogue(List.of(spec)), List.of());

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> strict.reply(call, new Counted(41)))
        .withMessageStartingWith("the result of count does not match its outputSchema: ")
        .withMessageContaining("'in_all' must be a string, not a number")
        .withMessageContaining("'in_part'")
        .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("41"));
  }

  @Test
  void showsWhatHidesInATextAndLeavesTheContent() {
    ToolReply reply =
        door.failure(
            call, ToolFailure.of(ErrorCode.BUSY, "count", "the word was \u001B[2J", "look twice"));

    assertThat(reply.text()).isEqualTo("Could not count: the word was ␛[2J; look twice.");
    assertThat(reply.structured().at("/error/message").asText()).contains("\u001B[2J");
  }

  @Test
  void aFailureIsToldWordForWordWhoeverWrappedIt() {
    ToolFailure failure = ToolFailure.of(ErrorCode.BUSY, "count", "it is late", "come tomorrow");
    ToolReply reply = door.failure(call, new RuntimeException("wrapped", failure));

    assertThat(reply.failed()).isTrue();
    assertThat(reply.text()).isEqualTo("Could not count: it is late; come tomorrow.");
    assertThat(reply.structured())
        .hasToString(
            "{\"error\":{\"code\":\"BUSY\",\"message\":\"Could not count: it is late; come"
                + " tomorrow.\",\"hint\":\"come tomorrow\"}}");
  }

  @Test
  void aFailureCarriesWhatWasAchievedBeforeIt() {
    ToolReply reply =
        door.failure(
            call,
            ToolFailure.of(ErrorCode.TIMED_OUT, "count", "it took long", "wait")
                .with(new Counted(2)));

    assertThat(reply.text()).isEqualTo("Could not count: it took long; wait.\n\ncounted 2");
    assertThat(reply.structured().path("in_all").intValue()).isEqualTo(2);
    assertThat(reply.structured().at("/error/code").asText()).isEqualTo("TIMED_OUT");
  }

  @Test
  void anyOtherFaultIsToldByAReferenceAlone() {
    ToolReply reply = door.failure(call, new IllegalStateException("password=hunter2 at Foo.java"));

    assertThat(reply.text())
        .isEqualTo(
            "Could not complete count: an internal error, reference 7f3a; tell the operator, whose"
                + " log has the reference.");
    assertThat(reply.structured().at("/error/code").asText()).isEqualTo("INTERNAL");
  }

  @Test
  void anInterruptionIsNoErrorOfTheServers() {
    ToolReply reply = door.failure(call, new IllegalStateException(new InterruptedException()));

    assertThat(reply.text())
        .isEqualTo(
            "Could not complete count: the call was cancelled, or the server stopped, before it"
                + " finished; check what it has done before calling again.");
    assertThat(reply.structured().at("/error/code").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void theFirstMappingThatKnowsAFaultTellsIt() {
    ToolFailure known = ToolFailure.of(ErrorCode.ENGINE_LOST, "count", "it broke", "mend it");
    ToolDispatcher mapping = door((c, fault) -> Optional.empty(), (c, fault) -> Optional.of(known));

    assertThat(mapping.failure(call, new IllegalStateException("x")).text())
        .isEqualTo("Could not count: it broke; mend it.");
  }
}
