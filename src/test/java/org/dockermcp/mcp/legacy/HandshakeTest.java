package org.dockermcp.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.dockermcp.mcp.stdio.StdioClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered before a client has gone through the whole handshake. */
@Timeout(60)
class HandshakeTest {
  private StdioClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new StdioClient(call -> StdioClient.reply("done"));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private JsonNode ask(String method, String params) throws IOException {
    client.send(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    return client.receive();
  }

  private void open() throws IOException {
    JsonNode answer =
        ask(
            "initialize",
            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"hasty\",\"version\":\"1\"}}");
    assertThat(answer.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
  }

  @Test
  void c30RequestsAreAnsweredWithoutInitialized() throws IOException {
    open();

    assertThat(ask("tools/list", "{}").at("/result/tools")).isNotEmpty();
    assertThat(
            ask("tools/call", "{\"name\":\"check_engine\"}").at("/result/content/0/text").asText())
        .isEqualTo("done");
    assertThat(ask("logging/setLevel", "{\"level\":\"info\"}").path("result").isObject()).isTrue();
  }

  @Test
  void c30WhoNeverSendsInitializedIsToldOfChangesAllTheSame() throws IOException {
    open();
    ask("tools/list", "{}");

    client.changeTools(List.of("check_engine"));

    assertThat(client.receive().path("method").asText())
        .isEqualTo("notifications/tools/list_changed");
  }

  @Test
  void c30InitializedMayComeLate() throws IOException {
    open();
    ask("tools/list", "{}");
    client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

    assertThat(ask("tools/list", "{}").at("/result/tools")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no/such", "server/nothing", "resources/list", "prompts/list"})
  void c30AnUnknownMethodIsUnknownBeforeAnyHandshake(String method) throws IOException {
    assertThat(ask(method, "{}").at("/error/code").intValue()).isEqualTo(-32601);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "tools/call", "logging/setLevel"})
  void tellsWhatIsToComeFirst(String method) throws IOException {
    JsonNode error = ask(method, "{}").path("error");

    assertThat(error.path("code").intValue()).isEqualTo(-32600);
    assertThat(error.path("message").asText()).isEqualTo("Invalid Request: send initialize first");
  }

  @Test
  void pingIsAnsweredAtAnyTime() throws IOException {
    assertThat(ask("ping", "{}").path("result").isObject()).isTrue();
  }
}
