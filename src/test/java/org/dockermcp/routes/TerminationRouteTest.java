package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The termination of a command that is still running at its timeout. */
class TerminationRouteTest extends RouteTest {
  private static final ExecOutcome RUNNING =
      new ExecOutcome(true, OptionalInt.empty(), Duration.ofSeconds(1), false);
  private static final ExecOutcome ENDED =
      new ExecOutcome(false, OptionalInt.of(0), Duration.ZERO, false);

  @BeforeEach
  void aCommandRunsPastItsTimeout() {
    engineHas("web", "running", ours());
    docker.answer(
        "exec/inspect", request -> docker.requests("exec/inspect").size() == 1 ? RUNNING : ENDED);
  }

  private ToolReply run() {
    return call("execute_code", Map.of("container_id", "web", "command", "sleep 600"));
  }

  private List<List<String>> programs() {
    return docker.requests("exec/start").stream().map(request -> exec(request).argv()).toList();
  }

  private static ExecRequest exec(RecordingDocker.Request request) {
    return (ExecRequest) Objects.requireNonNull(request.body());
  }

  private static void report(RecordingDocker.Request request, String word) {
    exec(request).output().stdout((word + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void anInterruptRepeatsTheKillAndKillsNothingElse() {
    docker.answer(
        "exec/start",
        request -> {
          switch (docker.requests("exec/start").size()) {
            case 1 -> {}
            case 2 -> throw new InterruptedException("cancelled again");
            default -> report(request, "gone");
          }
          return null;
        });
    ToolReply reply = run();

    assertThat(reply.structured().at("/error/code").asText())
        .as(reply.text())
        .isEqualTo("TIMED_OUT");
    assertThat(reply.text()).doesNotContain("every process");
    assertThat(programs()).hasSize(3);
    // All but how old the command is.
    assertThat(programs().get(2).subList(0, 5)).isEqualTo(programs().get(1).subList(0, 5));
    assertThat(docker.operations()).doesNotContain("container/restart", "container/remove");
  }

  @Test
  void aKillThatSeesSomethingLeftLeadsToTheNextStep() {
    docker.answer(
        "exec/start",
        request -> {
          if (docker.requests("exec/start").size() > 1) {
            report(request, docker.requests("exec/start").size() == 2 ? "left" : "gone");
          }
          return null;
        });
    ToolReply reply = run();

    assertThat(reply.text()).contains("every process in the container was");
    assertThat(programs()).hasSize(3);
    assertThat(programs().get(2).get(2)).isNotEqualTo(programs().get(1).get(2));
    assertThat(docker.operations()).doesNotContain("container/restart");
  }

  @Test
  void aKillThatTheEngineDidNotAnswerIsPendingAndKeepsTheNextCommandFromStarting() {
    docker.answer(
        "exec/start",
        request -> {
          if (docker.requests("exec/start").size() > 1) {
            throw new EngineFault.Lost("the engine was unresponsive");
          }
          return null;
        });
    ToolReply reply = run();

    assertThat(reply.structured().at("/error/code").asText())
        .as(reply.text())
        .isEqualTo("TIMED_OUT");
    assertThat(reply.text())
        .startsWith(
            "Could not kill the command in container 'web': the engine does not answer, so it may"
                + " still be running; check the engine: the command is killed before the next one"
                + " starts.\n");
    assertThat(docker.operations()).doesNotContain("container/restart", "container/remove");

    ToolReply next = run();
    assertThat(next.structured().at("/error/code").asText())
        .as(next.text())
        .isEqualTo("ENGINE_UNAVAILABLE");
    assertThat(programs()).noneMatch(argv -> programs().indexOf(argv) > 0 && isUsers(argv));

    docker.answer(
        "exec/start",
        request -> {
          if (!isUsers(exec(request).argv())) {
            report(request, "gone");
          }
          return null;
        });
    ok(run());
  }

  private static boolean isUsers(List<String> argv) {
    return argv.get(2).equals("sleep 600");
  }
}
