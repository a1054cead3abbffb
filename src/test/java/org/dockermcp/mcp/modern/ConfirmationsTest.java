package org.dockermcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dockermcp.mcp.stdio.StdioClient;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConfirmationsTest {
  private static final String ALL = "{\"cleanup_all\": true, \"remove_volumes\": false}";

  private final List<ToolCall> made = new ArrayList<>();
  private ModernClient client;

  @BeforeEach
  void connect() throws IOException {
    client =
        new ModernClient(
                call -> {
                  made.add(call);
                  return StdioClient.reply("removed");
                })
            .asking();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private JsonNode ask(String arguments) throws IOException {
    return client.ask(client.call("cleanup_container", arguments)).path("result");
  }

  private JsonNode answer(JsonNode question, String arguments, String action, boolean confirm)
      throws IOException {
    ObjectNode retry = client.call("cleanup_container", arguments);
    ObjectNode params = ModernClient.params(retry);
    params.set("requestState", question.path("requestState"));
    params
        .putObject("inputResponses")
        .putObject("confirm")
        .put("action", action)
        .putObject("content")
        .put("confirm", confirm);
    return client.ask(retry);
  }

  @Test
  void asksBeforeASweepingRemovalAndThenDoesIt() throws IOException {
    JsonNode question = ask(ALL);

    assertThat(question.path("resultType").asText()).isEqualTo("input_required");
    JsonNode form = question.at("/inputRequests/confirm");
    assertThat(form.path("method").asText()).isEqualTo("elicitation/create");
    assertThat(form.at("/params/message").asText())
        .isEqualTo("Remove all containers that this server created, and idle sessions?");
    assertThat(form.at("/params/requestedSchema/properties/confirm/type").asText())
        .isEqualTo("boolean");
    assertThat(made).isEmpty();

    // The order of the arguments is none of theirs.
    JsonNode done =
        answer(question, "{\"remove_volumes\": false, \"cleanup_all\": true}", "accept", true);

    assertThat(done.at("/result/resultType").asText()).isEqualTo("complete");
    assertThat(done.at("/result/content/0/text").asText()).isEqualTo("removed");
    assertThat(made).hasSize(1);
  }

  @Test
  void asksOneQuestionForBoth() throws IOException {
    assertThat(
            ask("{\"cleanup_all\": \"true\", \"remove_volumes\": true}")
                .at("/inputRequests/confirm/params/message")
                .asText())
        .isEqualTo(
            "Remove all containers that this server created, and idle sessions? Delete the"
                + " session's files as well?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decline", "cancel", ""})
  void doesNothingThatTheUserDoesNotConfirm(String action) throws IOException {
    JsonNode answer = answer(ask(ALL), ALL, action, false);

    assertThat(answer.at("/result/isError").booleanValue()).isTrue();
    assertThat(answer.at("/result/structuredContent/error/code").asText()).isEqualTo("DENIED");
    assertThat(made).isEmpty();
  }

  @Test
  void takesEachAnswerOnce() throws IOException {
    JsonNode question = ask(ALL);
    answer(question, ALL, "accept", true);

    JsonNode again = answer(question, ALL, "accept", true);

    assertThat(again.at("/error/code").intValue()).isEqualTo(-32602);
    assertThat(made).hasSize(1);
  }

  @Test
  void takesNoAnswerToAnotherQuestion() throws IOException {
    JsonNode question = ask(ALL);

    JsonNode other =
        answer(question, "{\"session_id\": \"s\", \"remove_volumes\": true}", "accept", true);

    assertThat(other.at("/error/code").intValue()).isEqualTo(-32602);
    assertThat(made).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "00.99999999999.AAAA", "..", "a.1.é"})
  void takesNoStateOfAnybodyElse(String state) throws IOException {
    ObjectNode forged = ((ObjectNode) ask(ALL)).put("requestState", state);

    assertThat(answer(forged, ALL, "accept", true).at("/error/code").intValue()).isEqualTo(-32602);
    assertThat(made).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"container_id\": \"web\"}",
        "{\"session_id\": \"s\"}",
        "{\"session_id\": \"s\", \"remove_volumes\": false}"
      })
  void asksNothingBeforeWhatIsNotSweeping(String arguments) throws IOException {
    assertThat(ask(arguments).path("resultType").asText()).isEqualTo("complete");
    assertThat(made).hasSize(1);
  }

  @Test
  void asksNobodyWhoseClientCannot() throws IOException {
    try (ModernClient silent = new ModernClient(call -> StdioClient.reply("removed"))) {
      JsonNode answer = silent.ask(silent.call("cleanup_container", ALL));

      assertThat(answer.at("/result/resultType").asText()).isEqualTo("complete");
    }
  }
}
