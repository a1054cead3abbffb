package org.dockermcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.dockermcp.mcp.jsonrpc.RequestRefused;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

@Timeout(60)
class TasksTest {
  private static final Principal OTHER = new Principal("other");

  private Instant now = Instant.parse("2026-07-28T12:00:00Z");
  private final Tasks tasks =
      new Tasks(
          Duration.ofMillis(50),
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public java.time.ZoneId getZone() {
              return ZoneOffset.UTC;
            }
          });
  private final List<MonoSink<ObjectNode>> calls = new ArrayList<>();
  private final List<Progress> told = new ArrayList<>();
  private final AtomicBoolean disposed = new AtomicBoolean();

  private Mono<ObjectNode> call(Progress progress) {
    told.add(progress);
    return Mono.create(
        sink -> {
          calls.add(sink);
          sink.onCancel(() -> disposed.set(true));
        });
  }

  private static ObjectNode result() {
    return Json.MAPPER.createObjectNode().put("resultType", "complete").put("x", 1);
  }

  private ObjectNode begin() {
    return Objects.requireNonNull(
        tasks.unlessLong(Principal.LOCAL, Progress.NONE, this::call).block(Duration.ofSeconds(10)));
  }

  private static JsonNode named(JsonNode task) {
    return Json.MAPPER.createObjectNode().set("taskId", task.path("taskId"));
  }

  private JsonNode get(JsonNode task) {
    return tasks.get(Principal.LOCAL, named(task));
  }

  @Test
  void aCallThatEndsSoonIsNone() {
    ObjectNode answer =
        tasks.unlessLong(Principal.LOCAL, Progress.NONE, told -> Mono.just(result())).block();

    assertThat(answer).isEqualTo(result());
  }

  @Test
  void aLongCallIsOneThatHasItsResultInTheEnd() {
    ObjectNode task = begin();

    assertThat(task.path("resultType").asText()).isEqualTo("task");
    assertThat(task.path("status").asText()).isEqualTo("working");
    assertThat(task.path("createdAt").asText()).isEqualTo("2026-07-28T12:00:00Z");
    assertThat(task.path("ttlMs").longValue()).isPositive();
    assertThat(task.path("pollIntervalMs").longValue()).isPositive();

    now = now.plusSeconds(1);
    told.get(0).report("pulling");
    assertThat(get(task).path("statusMessage").asText()).isEqualTo("pulling");
    assertThat(get(task).path("lastUpdatedAt").asText()).isEqualTo("2026-07-28T12:00:01Z");

    calls.get(0).success(result());
    assertThat(get(task).path("status").asText()).isEqualTo("completed");
    assertThat(get(task).path("result")).isEqualTo(result());
    tasks.cancel(Principal.LOCAL, named(task));
    assertThat(get(task).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void oneThatIsCancelledEndsItsCall() {
    ObjectNode task = begin();

    assertThat(tasks.cancel(Principal.LOCAL, named(task))).isEmpty();

    assertThat(disposed).isTrue();
    assertThat(get(task).path("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void oneWhoseCallFailsSaysSo() {
    ObjectNode task = begin();
    calls.get(0).error(new IllegalStateException("secret"));

    assertThat(get(task).path("status").asText()).isEqualTo("failed");
    assertThat(get(task).at("/error/code").intValue()).isEqualTo(-32603);
    assertThat(get(task).toString()).doesNotContain("secret");
  }

  @Test
  void aRequestThatIsCancelledBeforeEndsItsCall() {
    Disposable request = tasks.unlessLong(Principal.LOCAL, Progress.NONE, this::call).subscribe();

    request.dispose();

    assertThat(disposed).isTrue();
  }

  @Test
  void isNobodyElses() {
    JsonNode named = named(begin());

    for (Function<JsonNode, ObjectNode> one :
        List.<Function<JsonNode, ObjectNode>>of(
            it -> tasks.get(OTHER, it),
            it -> tasks.cancel(OTHER, it),
            it -> tasks.update(OTHER, it))) {
      assertThatExceptionOfType(RequestRefused.class)
          .isThrownBy(() -> one.apply(named))
          .withMessageContaining("names no task");
    }
    assertThat(disposed).isFalse();
  }

  @Test
  void answersToQuestionsThatItHasNotAreTaken() {
    assertThat(tasks.update(Principal.LOCAL, named(begin()))).isEmpty();
  }

  @Test
  void isForgottenInTheEnd() {
    ObjectNode task = begin();
    now = now.plus(Tasks.KNOWN).plusSeconds(1);

    assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> get(task));
  }

  @Test
  void aCallIsAnsweredWhenItEndsWhereThereIsNoRoom() {
    for (int i = 0; i < Tasks.MOST; i++) {
      begin();
    }
    List<ObjectNode> answers = new ArrayList<>();
    tasks.unlessLong(Principal.LOCAL, Progress.NONE, this::call).subscribe(answers::add);
    Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    assertThat(answers).isEmpty();

    calls.get(Tasks.MOST).success(result());

    assertThat(answers).containsExactly(result());
  }
}
