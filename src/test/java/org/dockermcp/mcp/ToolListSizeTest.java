package org.dockermcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dockermcp.docs.DocumentedSizes;
import org.dockermcp.mcp.stdio.StdioClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the shipped tools cost a model in every session; a token is about four bytes of JSON. */
@Timeout(60)
class ToolListSizeTest {
  private static final List<String> INPUT_SIDE =
      List.of("name", "title", "description", "inputSchema");

  @Test
  void theToolsFitTheirBudget() throws IOException {
    String line = toolList();
    StringBuilder table = new StringBuilder("bytes of input sides:");
    int inputs = 0;
    for (JsonNode tool : new ObjectMapper().readTree(line).at("/result/tools")) {
      int input = bytes(((ObjectNode) tool).retain(INPUT_SIDE).toString());
      inputs += input;
      table.append("%n%6d %s".formatted(input, tool.path("name").asText()));
    }
    table.append("%n%6d in all%n%6d of the whole answer".formatted(inputs, bytes(line)));
    System.out.println(table);

    assertThat(inputs / 4).as("tokens of all input sides; %s", table).isBetween(1_000, 2_500);
    assertThat(bytes(line) / 4).as("tokens of tools/list; %s", table).isBetween(4_000, 7_000);
    DocumentedSizes.say("input sides of the twelve tools", inputs);
    DocumentedSizes.say("`tools/list`", bytes(line));
  }

  /** The answer as it goes over the wire. */
  private static String toolList() throws IOException {
    try (StdioClient client = new StdioClient(call -> StdioClient.reply("x"))) {
      client.initialize();
      client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
      return client.receiveLine();
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
