package org.dockermcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.dockermcp.mcp.stdio.StdioClient;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class McpToolsTest {
  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void speaksTheClientsVersion(String version) throws IOException {
    try (StdioClient client = new StdioClient(call -> StdioClient.reply("x"))) {
      assertThat(client.initialize(version).path("protocolVersion").asText()).isEqualTo(version);
    }
  }

  @Test
  void aClientOfTheFutureIsOfferedTheNewestVersion() throws IOException {
    try (StdioClient client = new StdioClient(call -> StdioClient.reply("x"))) {
      assertThat(client.initialize("2099-01-01").path("protocolVersion").asText())
          .isEqualTo("2025-11-25");
    }
  }

  @Test
  void offersEveryToolWithAllItPromises() throws IOException {
    try (StdioClient client = new StdioClient(call -> StdioClient.reply("x"))) {
      client.initialize();
      client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");

      assertThat(client.receive().at("/result/tools"))
          .isNotEmpty()
          .allSatisfy(McpToolsTest::isComplete);
    }
  }

  private static void isComplete(JsonNode tool) {
    assertThat(tool.fieldNames())
        .toIterable()
        .contains("name", "title", "description", "inputSchema", "outputSchema", "annotations");
    assertThat(tool.at("/inputSchema/additionalProperties").isBoolean()).isTrue();
    assertThat(tool.path("annotations").fieldNames())
        .toIterable()
        .contains("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
  }

  @Test
  void tellsProgressToTheTokenOfTheCallInOrderBeforeTheAnswer() throws IOException {
    try (StdioClient client = new StdioClient(McpToolsTest::twoSteps)) {
      client.initialize();
      client.send(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"check_engine\","
              + "\"arguments\":{},\"_meta\":{\"progressToken\":\"t\"}}}");

      for (int step = 1; step <= 2; step++) {
        JsonNode note = client.receive().path("params");
        assertThat(note.path("progressToken").asText()).isEqualTo("t");
        assertThat(note.path("progress").doubleValue()).isEqualTo(step);
        assertThat(note.path("message").asText()).isEqualTo("step " + step);
      }
      assertThat(client.receive().path("id").intValue()).isEqualTo(1);
    }
  }

  @Test
  void tellsACallThatStreamsWithoutATokenByLogMessages() throws IOException {
    try (StdioClient client = new StdioClient(McpToolsTest::twoSteps)) {
      client.initialize();
      client.send(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"execute_code\","
              + "\"arguments\":{\"stream\":true}}}");

      for (int step = 1; step <= 2; step++) {
        JsonNode note = client.receive();
        assertThat(note.path("method").asText()).isEqualTo("notifications/message");
        assertThat(note.at("/params/logger").asText()).isEqualTo("execute_code");
        assertThat(note.at("/params/data").asText()).isEqualTo("step " + step);
      }
      assertThat(client.receive().path("id").intValue()).isEqualTo(1);
    }
  }

  @Test
  void tellsACallWithNeitherNothing() throws IOException {
    try (StdioClient client = new StdioClient(McpToolsTest::twoSteps)) {
      client.initialize();
      client.send(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"execute_code\","
              + "\"arguments\":{\"stream\":false}}}");

      assertThat(client.receive().path("id").intValue()).isEqualTo(1);
    }
  }

  @Test
  void tellsAThousandStepsAtOnceInTenMessagesBeforeTheAnswer() throws IOException {
    try (StdioClient client = new StdioClient(McpToolsTest::thousandSteps)) {
      client.initialize();
      client.callExecuteCode(1);

      StringBuilder told = new StringBuilder();
      for (int number = 1; number <= 10; number++) {
        JsonNode note = client.receive().path("params");
        assertThat(note.path("progress").doubleValue()).isEqualTo(number);
        told.append(note.path("message").asText()).append('\n');
      }
      assertThat(client.receive().path("id").intValue()).isEqualTo(1);
      assertThat(told.toString().lines()).hasSize(1_000).endsWith("1000");
    }
  }

  private static ToolReply thousandSteps(ToolCall call) {
    for (int step = 1; step <= 1_000; step++) {
      call.progress().report(Integer.toString(step));
    }
    return StdioClient.reply("done");
  }

  private static ToolReply twoSteps(ToolCall call) {
    call.progress().report("step 1");
    call.progress().report("step 2");
    return StdioClient.reply("done");
  }

  @Test
  void everyOneOfAThousandCallsAtOnceIsAnswered() throws IOException {
    CountDownLatch all = new CountDownLatch(1);
    try (StdioClient client = new StdioClient(call -> await(all))) {
      client.initialize();
      for (int id = 1; id <= 1_200; id++) {
        client.callCheckEngine(id);
      }
      Set<Integer> answered = new TreeSet<>();
      for (int i = 0; i < 1_200; i++) {
        JsonNode answer = client.receive();
        answered.add(answer.path("id").intValue());
        if (answer.at("/result/isError").booleanValue()) {
          assertThat(answer.at("/result/content/0/text").asText())
              .isEqualTo(
                  "Could not start check_engine: 4 calls are running and 256 are queued"
                      + " (DOCKER_MCP_MAX_CALLS, DOCKER_MCP_MAX_QUEUE); try again later.");
          assertThat(answer.at("/result/structuredContent/error/code").asText()).isEqualTo("BUSY");
        }
        all.countDown();
      }
      assertThat(answered).hasSize(1_200);
    }
  }

  @Test
  void callsThatOnlyLookDoNotWaitBehindWorkAndThoseThatWaitAreTold() throws IOException {
    CountDownLatch leave = new CountDownLatch(1);
    try (StdioClient client =
        new StdioClient(
            call ->
                call.tool().equals("execute_code") ? await(leave) : StdioClient.reply("looked"))) {
      client.initialize();
      for (int id = 1; id <= 5; id++) {
        client.callExecuteCode(id);
      }
      assertThat(client.receive().path("params"))
          .hasToString(
              "{\"progressToken\":\"t5\",\"progress\":1,\"message\":\"Queued; you are next\"}");

      client.callCheckEngine(6);
      assertThat(client.receive().path("id").intValue()).isEqualTo(6);
      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}");
      client.ping("7");
      assertThat(client.receive().path("id").intValue()).isEqualTo(7);
      leave.countDown();
      for (int id = 1; id <= 4; id++) {
        assertThat(client.receive().path("id").intValue()).isBetween(1, 4);
      }
    }
  }

  @Test
  void aCallThatIsCancelledSeesItsFlagSetWhenItIsInterrupted() throws Exception {
    CompletableFuture<ToolCall> entered = new CompletableFuture<>();
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    try (StdioClient client =
        new StdioClient(
            call -> {
              entered.complete(call);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                cancelled.complete(call.cancellation().isCancelled());
              }
              return StdioClient.reply("cancelled");
            })) {
      client.initialize();
      client.callCheckEngine(1);
      ToolCall call = entered.get();
      assertThat(call.cancellation().isCancelled()).isFalse();
      assertThat(call.principal()).isEqualTo(Principal.LOCAL);
      assertThat(call.deadline()).isEmpty();

      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

      assertThat(cancelled.get()).isTrue();
    }
  }

  @Test
  void aFaultThatNoRouteMapsIsToldByAReferenceAlone() throws IOException {
    try (StdioClient client =
        new StdioClient(
            call -> {
              throw new LinkageError("password=hunter2 at Foo.java");
            })) {
      client.initialize();
      client.callCheckEngine(1);

      JsonNode answer = client.receive();

      assertThat(answer.at("/result/isError").booleanValue()).isTrue();
      assertThat(answer.at("/result/structuredContent/error/code").asText()).isEqualTo("INTERNAL");
      assertThat(answer.at("/result/content/0/text").asText())
          .matches(
              "Could not complete check_engine: an internal error, reference [0-9a-f]{16}; tell the"
                  + " operator, whose log has the reference\\.");
    }
  }

  private static ToolReply await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return StdioClient.reply("done");
  }

  @Test
  void aCallAfterTheEndIsToldThatTheServerShutsDown() throws IOException {
    try (StdioClient client = new StdioClient(call -> StdioClient.reply("x"))) {
      client.initialize();
      client.tools().end();
      client.callExecuteCode(1);

      JsonNode answer = client.receive();

      assertThat(answer.at("/result/structuredContent/error/code").asText()).isEqualTo("BUSY");
      assertThat(answer.at("/result/content/0/text").asText())
          .isEqualTo(
              "Could not start execute_code: the server is shutting down; call it again when the"
                  + " server has restarted.");
    }
  }
}
