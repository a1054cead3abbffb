package org.dockermcp.it.security;

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
import org.dockermcp.it.security.BadLines.Answered;
import org.dockermcp.it.security.BadLines.Line;
import org.dockermcp.it.support.RawServer;

/**
 * Sends a server {@link BadLines} and compares what it answers; the same lines every time.
 *
 * @param server that has had its handshake and nothing else
 */
record BadInput(RawServer server) {
  private static final long SEED = 20_260_101;
  private static final int LINES = Boolean.getBoolean("soak") ? 20_000 : 2_000;
  private static final int AT_ONCE = 50;

  /** Sends all, ends the input, and fails unless each request was answered once and no other. */
  void sendAndCompare() throws IOException, InterruptedException {
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
    assertThat(server.notMessages()).isEmpty();
    List<JsonNode> responses = responses();
    responses.forEach(response -> answers.merge(response.path("id"), 1, Integer::sum));
    int withoutId = Objects.requireNonNullElse(answers.remove(NullNode.instance), 0);
    assertThat(answers.entrySet().stream().filter(entry -> entry.getValue() != 1)).isEmpty();
    assertThat(answers).hasSize(sent.getOrDefault(Answered.WITH_ITS_ID, 0));
    assertThat(withoutId).isEqualTo(sent.getOrDefault(Answered.WITHOUT_ID, 0));
    System.out.printf("Bad input: %d lines %s, %d answers%n", LINES, sent, responses.size());
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
