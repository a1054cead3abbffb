package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecuteCodeRouteTest extends RouteTest {
  private ToolReply run(String container, String command) {
    return call("execute_code", Map.of("container_id", container, "command", command));
  }

  @Test
  void runsTheLineInTheContainerThatIsNamed() {
    engineHas("web", "running", ours());
    commandsWrite("hello\n");
    JsonNode result = ok(run("web", "echo ${body} ; echo $(simple{x})"));

    assertThat(docker.operations())
        .containsExactly("inspect/container", "exec/create", "exec/start", "exec/inspect");
    assertThat(docker.requests("exec/create").get(0).body())
        .isInstanceOfSatisfying(
            ExecRequest.class,
            exec ->
                assertThat(exec.argv())
                    .containsExactly("/bin/sh", "-c", "echo ${body} ; echo $(simple{x})"));
    assertThat(result.path("stdout").asText()).isEqualTo("hello\n");
    assertThat(result.path("exit_code").intValue()).isZero();
    assertThat(result.path("container_started").booleanValue()).isFalse();
  }

  @Test
  void theRequestTellsWhatHeadersCannot() {
    engineHas("web", "running", ours());
    ok(
        call(
            "execute_code",
            Map.of(
                "container_id", "web",
                "command", "cat",
                "stdin", "a;b",
                "working_dir", "/srv",
                "environment", Map.of("A", "b;c"))));

    assertThat(docker.requests("exec/start").get(0).body())
        .isInstanceOfSatisfying(
            ExecRequest.class,
            exec -> {
              assertThat(exec.containerId()).isEqualTo(SandboxFixture.id("web"));
              assertThat(exec.environment()).startsWith("A=b;c").hasSize(3);
              assertThat(exec.environment().get(1)).startsWith("DOCKER_MCP_MARK=7f3a_");
              assertThat(exec.workingDir()).isEqualTo("/srv");
              assertThat(exec.stdin().orElseThrow())
                  .asString(StandardCharsets.UTF_8)
                  .isEqualTo("a;b");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"exited", "created"})
  void startsAStoppedContainerAndSaysSo(String state) {
    engineHas("web", state, ours());
    JsonNode result = ok(run("web", "true"));

    assertThat(docker.operations())
        .containsExactly(
            "inspect/container",
            "container/list",
            "container/start",
            "exec/create",
            "exec/start",
            "exec/inspect");
    assertThat(ids("container/start")).containsExactly(SandboxFixture.id("web"));
    assertThat(result.path("container_started").booleanValue()).isTrue();
  }

  @Test
  void letsAPausedContainerGoOn() {
    engineHas("web", "paused", ours());
    ok(run("web", "true"));

    assertThat(docker.operations()).contains("container/unpause").doesNotContain("container/start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dead", "removing", "restarting"})
  void refusesAContainerInWhichNothingCanRun(String state) {
    engineHas("web", state, ours());

    assertThat(run("web", "true").text())
        .isEqualTo(
            "Could not use container 'web': it is %s; remove it and create".formatted(state)
                + " another.");
  }

  @Test
  void aForeignContainerIsAsAbsentAsOneThatIsNotThere() {
    engineHas("foreign", "running", Map.of("mcp-managed", "true"));

    List<String> answers =
        List.of(
            run("foreign", "true").text(),
            run(SandboxFixture.id("foreign"), "true")
                .text()
                .replace(SandboxFixture.id("foreign"), "foreign"),
            run("absent", "true").text().replace("absent", "foreign"));

    assertThat(answers)
        .containsOnly(
            "Could not find container 'foreign': no container of that name is managed by this"
                + " server; list the containers to see those that are.");
    assertThat(docker.operations()).doesNotContain("container/start", "exec/create");
  }

  @Test
  void doesNotActOnAContainerThatTheEngineGuessedFromAFewDigits() {
    engineHas("web", "running", ours());
    docker.answer(
        "inspect/container", request -> EngineAnswers.inspected("web", "running", ours()));

    assertThat(
            run(SandboxFixture.id("web").substring(0, 11), "true").structured().at("/error/code"))
        .hasToString("\"NOT_FOUND\"");
  }
}
