package org.dockermcp.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StdioTransportTest {
  private final CountDownLatch leave = new CountDownLatch(1);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final StdioClient client = client();

  private StdioClient client() {
    try {
      return new StdioClient(call -> waitForLeave());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ToolReply waitForLeave() {
    entered.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return StdioClient.reply("done");
  }

  @BeforeEach
  void initialize() throws IOException {
    assertThat(client.initialize().at("/serverInfo/name").asText()).isEqualTo("docker-mcp");
  }

  @AfterEach
  void close() throws IOException {
    leave.countDown();
    client.close();
  }

  private void refuses(String line, int code, String message) throws IOException {
    client.send(line);

    JsonNode answer = client.receive();
    assertThat(answer.path("id").isNull()).isTrue();
    assertThat(answer.at("/error/code").intValue()).isEqualTo(code);
    assertThat(answer.at("/error/message").asText()).isEqualTo(message);
    isAlive();
  }

  private void isAlive() throws IOException {
    client.ping("\"still there\"");
    assertThat(client.receive().path("id").asText()).isEqualTo("still there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\r"})
  void ignoresABlankLine(String line) throws IOException {
    client.send(line);

    isAlive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "nonsense", "{\"jsonrpc\":\"2.0\"", "{} {}", "{\"a\":NaN}", "\u0000"})
  void refusesWhatIsNotJsonAndGoesOn(String line) throws IOException {
    refuses(line, -32700, "Parse error: the line is not JSON, or is too large or too deep");
  }

  @Test
  void refusesNestingWithoutEndAndGoesOn() throws IOException {
    refuses(
        "[".repeat(100_000),
        -32700,
        "Parse error: the line is not JSON, or is too large or too deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]"})
  void refusesABatchAndGoesOn(String line) throws IOException {
    refuses(line, -32600, "Invalid Request: batches are not supported, send one message a line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"result\":{}}",
        "{\"jsonrpc\":2.0,\"id\":[],\"method\":\"ping\"}",
        "null",
        "1",
        "\"x\""
      })
  void refusesWhatIsNoMessageAndGoesOn(String line) throws IOException {
    String why = line.contains("result") ? "the method is missing" : "not a JSON-RPC 2.0 message";
    refuses(line, -32600, "Invalid Request: " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "true", "1.50", "1e999"})
  void refusesAnIdThatCanBeNoneWithNone(String id) throws IOException {
    refuses(
        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}",
        -32600,
        "Invalid Request: the id is neither a string nor an integer");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"jsonrpc":"1.0","id":"a","method":"ping"} | "a"    | -32600
          {"id":1,"method":"ping"}                   | 1      | -32600
          {"jsonrpc":"2.0","id":1}                   | 1      | -32600
          {"jsonrpc":"2.0","id":1,"method":7}        | 1      | -32600
          {"jsonrpc":"2.0","id":1,"method":"ping","params":[]} | 1 | -32602
          {"jsonrpc":"2.0","id":1,"method":"tools/call"}       | 1 | -32602
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":[]}} | 1 | -32603
          """)
  void refusesARequestWithTheIdThatItHas(String line, String id, int code) throws IOException {
    client.send(line);

    String answer = client.receiveLine();
    assertThat(answer)
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",");
    isAlive();
  }

  @Test
  void refusesTheSecondOfTwoWithOneIdAndAnswersTheFirst() throws IOException {
    client.callCheckEngine(1);
    refuses(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
        -32600,
        "Invalid Request: a request with the id 1 is still running");
    leave.countDown();

    assertThat(client.receive().at("/result/content/0/text").asText()).isEqualTo("done");
  }

  @Test
  void namesTheToolThatIsNotThere() throws IOException {
    client.send(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"juggle\"}}");

    assertThat(client.receive().path("error"))
        .hasToString(
            "{\"code\":-32602,\"message\":\"Could not call juggle: there is no such tool; see"
                + " tools/list for those that exist.\"}");
  }

  @Test
  void namesTheToolThatIsNearest() throws IOException {
    client.send(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"execute-code\"}}");

    assertThat(client.receive().at("/error/message").asText())
        .isEqualTo(
            "Could not call execute-code: there is no such tool (did you mean 'execute_code'?); see"
                + " tools/list for those that exist.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":7}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unknown\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}"
      })
  void ignoresWhatNobodyWaitsFor(String line) throws IOException {
    client.send(line);

    isAlive();
  }

  @Test
  void answersAnUnknownMethodAsJsonRpcSays() throws IOException {
    client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"no/such\"}");

    JsonNode answer = client.receive();
    assertThat(answer.path("id").intValue()).isEqualTo(7);
    assertThat(answer.at("/error/code").intValue()).isEqualTo(-32601);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "\"one\"", "9007199254740993", "-1", "123456789012345678901234567890"})
  void givesTheIdBackAsItWas(String id) throws IOException {
    client.ping(id);

    assertThat(client.receive().path("id")).hasToString(id);
  }

  @Test
  void givesHalfASurrogatePairBackAsAnEscape() throws IOException {
    client.ping("\"\\ud83d é\"");

    assertThat(client.receiveLine()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":\"\\uD83D é\"");
  }

  @Test
  void answersOthersWhileACallIsAtWork() throws IOException, InterruptedException {
    client.callCheckEngine(1);
    entered.await();
    isAlive();
    leave.countDown();

    assertThat(client.receive().path("id").intValue()).isEqualTo(1);
  }

  @Test
  void writesTheAnswersInFlightWhenTheInputEnds() throws IOException, InterruptedException {
    client.callCheckEngine(1);
    entered.await();
    client.endInput();
    leave.countDown();

    assertThat(client.receive().at("/result/content/0/text").asText()).isEqualTo("done");
  }

  @Test
  void refusesALineThatIsTooLongAndGoesOn() throws IOException {
    refuses(
        "x".repeat((32 << 20) + 1), -32700, "Parse error: the line is longer than 33554432 bytes");
  }
}
