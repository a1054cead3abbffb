package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dockermcp.it.BadLines.Answered;
import org.dockermcp.it.BadLines.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That no line, whatever is in it, ends the session or is answered more or less than once. */
@Timeout(600)
class StdioFuzzIT {
  private static final Map<String, String> NO_ENGINE =
      Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock");
  private static final long SEED = 20_260_101;
  private static final int LINES = Boolean.getBoolean("soak") ? 20_000 : 2_000;
  private static final int AT_ONCE = 50;

  private final RawServer server = new RawServer(NO_ENGINE);

  StdioFuzzIT() throws IOException, InterruptedException {}

  @Test
  void answersEachRequestOfBadInputOnce() throws IOException, InterruptedException {
    BadLines lines = new BadLines(SEED);
    Map<Answered, Integer> sent = new EnumMap<>(Answered.class);
    Map<JsonNode, Integer> answers = new HashMap<>();
    for (int number = 1; number <= LINES; number++) {
      Line line = lines.next();
      server.send((line.bytes() + "\n").getBytes(StandardCharsets.ISO_8859_1));
      sent.merge(line.answered(), 1, Integer::sum);
      if (line.id() != null) {
        answers.put(line.id(), 0);
      }
      if (number % AT_ONCE == 0) {
        awaitAnswers(sent);
      }
    }
    awaitAnswers(sent);
    server.closeInput();

    assertThat(server.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.process().exitValue()).isZero();
    assertThat(server.notMessages()).isEmpty();
    List<JsonNode> responses = responses();
    responses.forEach(response -> answers.merge(response.path("id"), 1, Integer::sum));
    int withoutId = Objects.requireNonNullElse(answers.remove(NullNode.instance), 0);
    assertThat(answers.entrySet().stream().filter(entry -> entry.getValue() != 1)).isEmpty();
    assertThat(answers).hasSize(sent.getOrDefault(Answered.WITH_ITS_ID, 0));
    assertThat(withoutId).isEqualTo(sent.getOrDefault(Answered.WITHOUT_ID, 0));
    System.out.printf("Bad input: %d lines %s, %d answers%n", LINES, sent, responses.size());
  }

  @Test
  void skipsALineOfAHundredMegabytesAndTakesAnArgumentOfTen()
      throws IOException, InterruptedException {
    byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    for (int sent = 0; sent < 100; sent++) {
      server.send(part);
    }
    server.send("");
    server.send("[" + "{},".repeat(10_000_000));
    assertThat(server.awaitAnswers(3, Duration.ofSeconds(60))).isTrue();
    assertThat(responses())
        .allSatisfy(answer -> assertThat(answer.at("/error/code").intValue()).isEqualTo(-32700));

    assertThat(
            server
                .call(
                    "execute_code", Map.of("container_id", "x", "command", "y".repeat(10_000_000)))
                .at("/error/code")
                .asText())
        .isIn("ENGINE_UNAVAILABLE", "INVALID_ARGUMENT");
    server.close();
  }

  /** All answers but the one of the handshake. */
  private List<JsonNode> responses() {
    List<JsonNode> responses =
        server.messages().stream().filter(message -> message.has("id")).toList();
    return responses.subList(1, responses.size());
  }

  private void awaitAnswers(Map<Answered, Integer> sent) throws InterruptedException {
    int wanted =
        sent.getOrDefault(Answered.WITH_ITS_ID, 0) + sent.getOrDefault(Answered.WITHOUT_ID, 0);
    assertThat(server.awaitAnswers(1 + wanted, Duration.ofSeconds(60)))
        .as("%d answers to %s", responses().size(), sent)
        .isTrue();
  }
}
