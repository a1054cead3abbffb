package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dockermcp.it.support.RawServer;
import org.jspecify.annotations.Nullable;

/**
 * More than a server can do at once.
 *
 * @param server that gets it
 */
record Flood(RawServer server) {
  /** How many requests {@link #ofLongIds} sends. */
  static final int LONG_IDS = 3_000;

  /** Begins so many commands at once and gives how many ended how, once all are answered. */
  Map<String, Long> ofCommands(String box, int count) throws IOException, InterruptedException {
    Map<Integer, Integer> numbers = new HashMap<>();
    long begun = System.nanoTime();
    int before = server.messages().size();
    for (int i = 0; i < count; i++) {
      Map<String, Object> arguments =
          Map.of("container_id", box, "command", "echo " + i, "timeout", 60);
      numbers.put(server.beginCall("execute_code", arguments), i);
    }
    assertThat(server.awaitAnswers(before + count, Duration.ofSeconds(60))).isTrue();
    Map<String, Long> fates =
        server.messages().stream()
            .filter(answer -> numbers.containsKey(answer.path("id").asInt()))
            .map(answer -> fate(answer, numbers.get(answer.path("id").asInt())))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    System.out.printf(
        "%d commands at once: %s in %d ms%n",
        count, fates, (System.nanoTime() - begun) / 1_000_000);
    assertThat(ids()).doesNotHaveDuplicates();
    return fates;
  }

  private static String fate(JsonNode answer, @Nullable Integer number) {
    JsonNode content = answer.at("/result/structuredContent");
    return content.path("stdout").asText().equals(number + "\n")
        ? "its own result"
        : content.at("/error/code").asText(answer.toString());
  }

  /** Sends requests whose answers repeat 50,000 characters each. */
  void ofLongIds() {
    String padding = "x".repeat(50_000);
    try {
      for (int i = 0; i < LONG_IDS; i++) {
        server.send(
            "{\"jsonrpc\":\"2.0\",\"id\":\"%d%s\",\"method\":%s}"
                .formatted(
                    i,
                    padding,
                    i % 2 == 0
                        ? "\"ping\""
                        : "\"tools/call\",\"params\":{\"name\":\"list_containers\"}"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of all answers so far. */
  List<JsonNode> ids() {
    return server.messages().stream().map(message -> message.path("id")).toList();
  }
}
