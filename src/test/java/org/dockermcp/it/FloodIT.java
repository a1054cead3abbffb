package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  @Test
  void answersEachOfAThousandCommandsAtOnceWithItsResultOrBusy()
      throws IOException, InterruptedException {
    try (RawServer server = new RawServer(Map.of())) {
      String box =
          server
              .call("create_container", Map.of("image", Images.BUSYBOX))
              .path("container_id")
              .asText();
      Map<Integer, Integer> numbers = new HashMap<>();
      long begun = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        Map<String, Object> arguments =
            Map.of("container_id", box, "command", "echo " + i, "timeout", 60);
        numbers.put(server.beginCall("execute_code", arguments), i);
      }

      assertThat(server.awaitAnswers(2 + CALLS, Duration.ofSeconds(60))).isTrue();
      Map<String, Long> fates =
          server.messages().stream()
              .filter(answer -> numbers.containsKey(answer.path("id").asInt()))
              .map(answer -> fate(answer, numbers.get(answer.path("id").asInt())))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      System.out.printf(
          "A thousand commands at once: %s in %d ms%n",
          fates, (System.nanoTime() - begun) / 1_000_000);
      assertThat(fates.keySet()).containsExactlyInAnyOrder("its own result", "BUSY");
      // Those at work and those that may wait.
      assertThat(fates.get("its own result")).isGreaterThanOrEqualTo(256);
      assertThat(ids(server.messages())).doesNotHaveDuplicates();
      server.call("cleanup_container", Map.of("container_id", box));
    }
  }

  private static String fate(JsonNode answer, @Nullable Integer number) {
    JsonNode content = answer.at("/result/structuredContent");
    return content.path("stdout").asText().equals(number + "\n")
        ? "its own result"
        : content.at("/error/code").asText(answer.toString());
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
