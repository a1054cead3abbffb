package org.dockermcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.dockermcp.mcp.stdio.StdioClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionsTest {
  private static final String ID = "/_meta/io.modelcontextprotocol~1subscriptionId";

  private ModernClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new ModernClient(call -> StdioClient.reply("done"));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private ObjectNode listen(boolean tools) throws IOException {
    ObjectNode request = client.request("subscriptions/listen");
    ModernClient.params(request)
        .putObject("notifications")
        .put("toolsListChanged", tools)
        .put("promptsListChanged", true);
    JsonNode acknowledged = client.ask(request);
    assertThat(acknowledged.path("method").asText())
        .isEqualTo("notifications/subscriptions/acknowledged");
    assertThat(acknowledged.at("/params" + ID)).isEqualTo(request.path("id"));
    assertThat(acknowledged.at("/params/notifications").fieldNames())
        .toIterable()
        .hasSize(tools ? 1 : 0);
    return request;
  }

  @Test
  void tellsThatTheToolsHaveChangedToThoseWhoWantToKnow() throws IOException {
    ObjectNode wants = listen(true);
    listen(false);

    client.lines().changeTools(List.of("check_engine"));

    JsonNode note = client.receive();
    assertThat(note.path("method").asText()).isEqualTo("notifications/tools/list_changed");
    assertThat(note.at("/params" + ID)).isEqualTo(wants.path("id"));
    assertThat(client.ask(client.request("tools/list")).at("/result/tools")).hasSize(1);
  }

  @Test
  void tellsNothingOnceItIsCancelled() throws IOException {
    ObjectNode request = listen(true);
    client.cancel(request.path("id"));
    // Whatever comes behind has been read.
    client.ask(client.request("server/discover"));

    client.lines().changeTools(List.of("check_engine"));

    JsonNode next = client.ask(client.request("tools/list"));
    assertThat(next.at("/result/tools")).hasSize(1);
  }

  @Test
  void endsWithAResultWhenTheServerEnds() throws IOException {
    ObjectNode request = listen(true);
    client.lines().endInput();

    JsonNode end = client.receive();

    assertThat(end.path("id")).isEqualTo(request.path("id"));
    assertThat(end.at("/result/resultType").asText()).isEqualTo("complete");
    assertThat(end.at("/result" + ID)).isEqualTo(request.path("id"));
  }

  @Test
  void refusesOneThatDoesNotSayWhat() throws IOException {
    JsonNode error = client.ask(client.request("subscriptions/listen")).path("error");

    assertThat(error.path("code").intValue()).isEqualTo(-32602);
    assertThat(error.path("message").asText()).contains("notifications");
  }

  @Test
  void refusesMoreThanAnyoneHasUseFor() throws IOException {
    for (int i = 0; i < Subscriptions.MOST; i++) {
      listen(false);
    }
    ObjectNode request = client.request("subscriptions/listen");
    ModernClient.params(request).putObject("notifications");

    assertThat(client.ask(request).at("/error/message").asText()).contains("cancel one");
  }
}
