package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a client which asks for much, or reads nothing, is answered all the same. */
@Timeout(180)
class FloodIT {
  private static final Map<String, String> NO_ENGINE =
      Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock");
  private static final int CALLS = 1_000;
  private static final int REQUESTS = 3_000;

  @Test
  void answersEachOfAThousandCallsAtOnceWithItsResultOrBusy()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(NO_ENGINE)) {
      for (int i = 0; i < CALLS; i++) {
        server.beginCall("cleanup_container", Map.of("container_id", "none"));
      }

      assertThat(server.awaitAnswers(1 + CALLS, Duration.ofSeconds(90))).isTrue();
      Map<String, Long> codes =
          server.messages().stream()
              .skip(1)
              .map(answer -> answer.at("/result/structuredContent/error/code").asText())
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      System.out.printf("A thousand calls at once: %s%n", codes);
      assertThat(codes.keySet()).isSubsetOf("ENGINE_UNAVAILABLE", "BUSY");
      assertThat(ids(server.messages())).doesNotHaveDuplicates();
    }
  }

  /** The answers are more than twice the heap. */
  @Test
  void losesNothingForAClientThatReadsLateAndKeepsLittle()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(NO_ENGINE, "64m")) {
      server.withoutReading(
          () -> {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(server));
            // It is no longer read itself.
            assertThatThrownBy(() -> flood.get(5, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
          });

      assertThat(server.awaitAnswers(1 + REQUESTS, Duration.ofSeconds(90))).isTrue();
      assertThat(ids(server.messages())).hasSize(1 + REQUESTS).doesNotHaveDuplicates();
      assertThat(server.notMessages()).isEmpty();
    }
  }

  private static void flood(RawServer server) {
    String padding = "x".repeat(50_000);
    try {
      for (int i = 0; i < REQUESTS; i++) {
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

  private static List<JsonNode> ids(List<JsonNode> messages) {
    return messages.stream().map(message -> message.path("id")).toList();
  }
}
