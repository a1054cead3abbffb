package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockermcp.Eventually;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Background processes that are stopped or cancelled while the engine is slow or silent. */
class ProcessEndRouteTest extends RouteTest {
  private AtomicBoolean stillRuns = new AtomicBoolean();
  private String name = "";

  @BeforeEach
  void aSandboxOfItsOwnRuns(TestInfo test) {
    name = "box-" + test.getTestMethod().orElseThrow().getName().length();
    engineHas(name, "running", ours());
  }

  private ToolReply start() {
    return call("start_process", Map.of("container_id", name, "command", "sleep 600"));
  }

  private static ExecRequest exec(RecordingDocker.Request request) {
    return (ExecRequest) Objects.requireNonNull(request.body());
  }

  private static boolean isUsers(RecordingDocker.Request request) {
    return exec(request).argv().contains("sleep 600");
  }

  /**
   * The process is in the engine from its start on until it is killed, and every kill is seen to
   * succeed; what is created while the latch is closed waits for it.
   */
  private void processesRunUntilTheyAreKilled(CountDownLatch begins) {
    CountDownLatch killed = new CountDownLatch(1);
    AtomicBoolean runs = new AtomicBoolean();
    docker.answer(
        "exec/create",
        request -> {
          if (isUsers(request)) {
            begins.await(20, TimeUnit.SECONDS);
          }
          return null;
        });
    docker.answer(
        "exec/start",
        request -> {
          if (isUsers(request)) {
            runs.set(true);
            exec(request).output().whenEnough(killed::countDown);
            killed.await(20, TimeUnit.SECONDS);
          } else if (exec(request).argv().size() > 5) {
            if (runs.getAndSet(false)) {
              killed.countDown();
            }
            exec(request).output().stdout("gone\n".getBytes(StandardCharsets.US_ASCII));
          }
          return null;
        });
    docker.answer(
        "exec/inspect",
        request ->
            isUsers(request) && runs.get()
                ? new ExecOutcome(true, OptionalInt.empty(), Duration.ofSeconds(1), false)
                : new ExecOutcome(false, OptionalInt.of(137), Duration.ofSeconds(1), false));
    stillRuns = runs;
  }

  @Test
  void oneThatIsStoppedBeforeTheEngineHasBegunItDoesNotRunOn() throws Exception {
    CountDownLatch begins = new CountDownLatch(1);
    processesRunUntilTheyAreKilled(begins);
    String process = ok(start()).path("process_id").asText();
    CompletableFuture<ToolReply> stopping =
        CompletableFuture.supplyAsync(
            () -> call("stop_process", Map.of("process_id", process, "grace", 0)));
    Eventually.within(Duration.ofSeconds(10))
        .until(
            () ->
                docker.requests("exec/start").stream()
                    .anyMatch(request -> exec(request).argv().size() > 5));
    begins.countDown();

    assertThat(ok(stopping.get(30, TimeUnit.SECONDS)).path("state").asText()).isEqualTo("ended");
    assertThat(stillRuns).isFalse();
  }

  @Test
  void oneWhoseCallIsCancelledBeforeTheEngineHasBegunItDoesNotRunOn() throws Exception {
    CountDownLatch begins = new CountDownLatch(1);
    processesRunUntilTheyAreKilled(begins);
    ToolCall call =
        ToolCall.local(
            "8f3a",
            "start_process",
            new Arguments(Map.of("container_id", name, "command", "sleep 600")));
    CompletableFuture<ToolReply> starting =
        CompletableFuture.supplyAsync(
            () -> template().requestBody("direct:call", call, ToolReply.class));
    Eventually.within(Duration.ofSeconds(10))
        .until(() -> !docker.requests("exec/create").isEmpty());
    call.cancellation().cancel();
    begins.countDown();
    starting.get(30, TimeUnit.SECONDS);

    Eventually.within(Duration.ofSeconds(10))
        .until(
            () ->
                docker.requests("exec/start").stream()
                    .anyMatch(request -> exec(request).argv().size() > 5));
    Eventually.within(Duration.ofSeconds(10)).until(() -> !stillRuns.get());
  }

  @Test
  void aStopThatTheEngineDoesNotAnswerIsAFailure() {
    CountDownLatch begun = new CountDownLatch(0);
    processesRunUntilTheyAreKilled(begun);
    String process = ok(start()).path("process_id").asText();
    RecordingDocker.Answer answers =
        request -> {
          if (isUsers(request)) {
            return null;
          }
          throw new EngineFault.Unavailable("the engine does not answer");
        };
    docker.answer("exec/create", answers);
    ToolReply refused = call("stop_process", Map.of("process_id", process, "grace", 0));

    assertThat(refused.structured().at("/error/code").asText())
        .as(refused.text())
        .isEqualTo("ENGINE_UNAVAILABLE");
    docker.answer("exec/create", request -> null);
    assertThat(
            ok(call("stop_process", Map.of("process_id", process, "grace", 0)))
                .path("state")
                .asText())
        .isEqualTo("ended");
  }
}
