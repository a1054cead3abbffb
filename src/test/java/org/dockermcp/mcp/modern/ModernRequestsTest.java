package org.dockermcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.dockermcp.mcp.stdio.StdioClient;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModernRequestsTest {
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
  private static final String SERVER = "/result/_meta/io.modelcontextprotocol~1serverInfo";

  private ModernClient client;

  private static ToolReply twoSteps(ToolCall call) {
    call.progress().report("step 1");
    call.progress().report("step 2");
    return StdioClient.reply("done");
  }

  @BeforeEach
  void connect() throws IOException {
    client = new ModernClient(ModernRequestsTest::twoSteps);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  @Test
  void isDiscoveredWithoutAHandshake() throws IOException {
    JsonNode answer = client.ask(client.request("server/discover"));

    assertThat(answer.at("/result/resultType").asText()).isEqualTo("complete");
    assertThat(answer.at("/result/supportedVersions/0").asText()).isEqualTo("2026-07-28");
    assertThat(answer.at("/result/supportedVersions/1").asText()).isEqualTo("2025-11-25");
    assertThat(answer.at("/result/capabilities/tools/listChanged").booleanValue()).isTrue();
    assertThat(
            answer.at("/result/capabilities/extensions/io.modelcontextprotocol~1tasks").isObject())
        .isTrue();
    assertThat(answer.at("/result/ttlMs").longValue()).isNotNegative();
    assertThat(answer.at("/result/cacheScope").asText()).isEqualTo("public");
    assertThat(answer.at(SERVER + "/name").asText()).isEqualTo("docker-mcp");
  }

  @Test
  void listsTheToolsAsTheLegacyEraDoes() throws IOException {
    JsonNode modern = client.ask(client.request("tools/list")).path("result");
    client.lines().initialize();
    client.lines().send("{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"tools/list\"}");
    JsonNode legacy = client.receive().path("result");

    assertThat(modern.path("tools")).isEqualTo(legacy.path("tools")).isNotEmpty();
    assertThat(modern.path("resultType").asText()).isEqualTo("complete");
    assertThat(modern.path("ttlMs").longValue()).isNotNegative();
    assertThat(legacy.fieldNames()).toIterable().containsExactly("tools");
  }

  @Test
  void answersACallWithWhoItIs() throws IOException {
    JsonNode answer = client.ask(client.call("check_engine", "{}"));

    assertThat(answer.at("/result/resultType").asText()).isEqualTo("complete");
    assertThat(answer.at("/result/content/0/text").asText()).isEqualTo("done");
    assertThat(answer.at("/result/isError").booleanValue()).isFalse();
    assertThat(answer.at("/result/structuredContent/available").booleanValue()).isTrue();
    assertThat(answer.at(SERVER + "/version").asText()).isEqualTo("1");
  }

  @Test
  void takesUpTheTraceOfTheClient() throws Exception {
    CompletableFuture<ToolCall> made = new CompletableFuture<>();
    try (ModernClient other =
        new ModernClient(
            call -> {
              made.complete(call);
              return StdioClient.reply("done");
            })) {
      ObjectNode call = other.call("check_engine", "{}");
      ModernClient.meta(call)
          .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01");
      other.ask(call);

      assertThat(made.get().trace().orElseThrow().traceId())
          .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "2025-11-25", "2099-01-01", ""})
  void namesTheVersionsThatItSpeaks(String version) throws IOException {
    ObjectNode request = client.request("tools/list");
    ModernClient.meta(request).put(VERSION, version).remove(CAPABILITIES);

    JsonNode error = client.ask(request).path("error");

    assertThat(error.path("code").intValue()).isEqualTo(-32022);
    assertThat(error.at("/data/supported/0").asText()).isEqualTo("2026-07-28");
    assertThat(error.at("/data/requested").asText()).isEqualTo(version);
  }

  @Test
  void wantsToKnowWhatTheClientCan() throws IOException {
    ObjectNode request = client.request("tools/list");
    ModernClient.meta(request).remove(CAPABILITIES);

    JsonNode error = client.ask(request).path("error");

    assertThat(error.path("code").intValue()).isEqualTo(-32602);
    assertThat(error.path("message").asText()).contains(CAPABILITIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server/discover", "subscriptions/listen"})
  void wantsToKnowTheVersion(String method) throws IOException {
    ObjectNode request = client.request(method);
    ModernClient.meta(request).remove(VERSION);

    JsonNode error = client.ask(request).path("error");

    assertThat(error.path("code").intValue()).isEqualTo(-32602);
    assertThat(error.path("message").asText()).contains(VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "logging/setLevel", "resources/list", "x"})
  void hasNoSuchMethod(String method) throws IOException {
    assertThat(client.ask(client.request(method)).at("/error/code").intValue()).isEqualTo(-32601);
  }

  @Test
  void refusesACallOfNoTool() throws IOException {
    JsonNode error = client.ask(client.call("nope", "{}")).path("error");

    assertThat(error.path("code").intValue()).isEqualTo(-32602);
    assertThat(error.path("message").asText()).contains("nope");
  }

  @Test
  void tellsProgressToTheToken() throws IOException {
    ObjectNode call = client.call("check_engine", "{}");
    ModernClient.meta(call).put("progressToken", 7);
    client.send(call);

    for (int step = 1; step <= 2; step++) {
      JsonNode note = client.receive();
      assertThat(note.path("method").asText()).isEqualTo("notifications/progress");
      assertThat(note.at("/params/progressToken").intValue()).isEqualTo(7);
      assertThat(note.at("/params/message").asText()).isEqualTo("step " + step);
    }
    assertThat(client.receive().path("id")).isEqualTo(call.path("id"));
  }

  @ParameterizedTest
  @CsvSource({"debug, 2", "info, 2", "notice, 0", "emergency, 0", "'', 0"})
  void logsWhatTheRequestAsksFor(String level, int messages) throws IOException {
    ObjectNode call = client.call("execute_code", "{\"stream\": true}");
    if (!level.isEmpty()) {
      ModernClient.meta(call).put(LOG_LEVEL, level);
    }
    client.send(call);

    for (int i = 0; i < messages; i++) {
      assertThat(client.receive().path("method").asText()).isEqualTo("notifications/message");
    }
    assertThat(client.receive().path("id")).isEqualTo(call.path("id"));
  }

  @Test
  void refusesALevelThatThereIsNot() throws IOException {
    ObjectNode call = client.call("execute_code", "{}");
    ModernClient.meta(call).put(LOG_LEVEL, "loud");

    assertThat(client.ask(call).at("/error/code").intValue()).isEqualTo(-32602);
  }

  @Test
  void sendsNothingMoreForACallThatIsCancelled() throws Exception {
    CompletableFuture<ToolCall> entered = new CompletableFuture<>();
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    try (ModernClient other =
        new ModernClient(
            call -> {
              entered.complete(call);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                call.progress().report("too late");
                cancelled.complete(call.cancellation().isCancelled());
              }
              return StdioClient.reply("too late");
            })) {
      ObjectNode call = other.call("check_engine", "{}");
      ModernClient.meta(call).put("progressToken", "t");
      other.send(call);
      entered.get();
      other.cancel(call.path("id"));

      assertThat(cancelled.get()).isTrue();
      JsonNode next = other.ask(other.request("server/discover"));
      assertThat(next.at("/result/resultType").asText()).isEqualTo("complete");
    }
  }

  @Test
  void bothErasAreSpokenInTurnOnOneConnection() throws IOException {
    client.lines().initialize();
    for (int id = 1_000; id < 1_500; id++) {
      ObjectNode call = client.call("check_engine", "{}");
      JsonNode modern = client.ask(call);
      client.lines().callCheckEngine(id);
      JsonNode legacy = client.receive();

      assertThat(modern.path("id")).isEqualTo(call.path("id"));
      assertThat(modern.at("/result/resultType").asText()).isEqualTo("complete");
      assertThat(legacy.path("id").intValue()).isEqualTo(id);
      assertThat(legacy.path("result").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("content", "isError", "structuredContent");
    }
  }
}
