package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.RawServer;
import org.junit.jupiter.api.Test;

/** That processes end: by themselves, when told to, with their box and with their server. */
class ProcessEndIT extends ProcessTest {
  private static final int MOST = 4;

  ProcessEndIT() {
    super(Map.of("DOCKER_MCP_MAX_PROCESSES", String.valueOf(MOST)));
  }

  @Test
  void aServerAnswersUntilItIsStopped() {
    String process =
        start("while :; do echo -e 'HTTP/1.0 200 OK\\r\\n\\r\\nhello' | nc -l -p 8123; done");

    String asked =
        "for i in 1 2 3 4 5 6 7 8 9 10; do wget -qO- 127.0.0.1:8123 && break; sleep 0.2; done";
    assertThat(run(box, asked).ok().get("stdout")).contains("hello");
    stop(process).ok();
    assertThat(run(box, "wget -qO- 127.0.0.1:8123").ok().get("exit_code")).isNotEqualTo("0");
  }

  @Test
  void oneThatEndsByItselfWhenAskedKeepsItsExitCode() {
    String process = start("trap 'echo bye; exit 5' TERM; while :; do sleep 0.1; done");

    Reply stopped = stop(process).ok();

    assertThat(stopped.get("exit_code")).isEqualTo("5");
    assertThat(read(process).get("output")).isEqualTo("bye\n");
  }

  @Test
  void oneThatDoesNotEndWhenAskedIsEnded() {
    String process = start("trap '' TERM; sleep 601 & while :; do sleep 602; done");

    Reply stopped = stop(process, "grace", 0.5).ok();

    assertThat(stopped.get("signal")).isEqualTo("SIGKILL");
    assertThat(running(box)).noneMatch(line -> line.contains("sleep 60"));
  }

  @Test
  void stoppingTwiceIsStoppingOnce() {
    String process = start("sleep 600");

    String first = stop(process).ok().get("exit_code");

    assertThat(stop(process).ok().get("exit_code")).isEqualTo(first);
  }

  @Test
  void noMoreRunAtOnceThanTheOperatorAllows() {
    List<String> started = new ArrayList<>();
    Reply reply = begin("sleep 600");
    while (!reply.failed() && started.size() <= MOST) {
      started.add(reply.get("process_id"));
      reply = begin("sleep 600");
    }

    assertThat(started).hasSize(MOST);
    assertThat(reply.code()).isEqualTo("BUSY");
    assertThat(run(box, "echo calls go on").ok().get("stdout")).isEqualTo("calls go on\n");
    started.forEach(process -> stop(process, "grace", 0).ok());
    stop(start("sleep 600"), "grace", 0).ok();
  }

  @Test
  void endsWithItsContainer() throws InterruptedException {
    String other = create(Images.BUSYBOX);
    String process =
        server
            .call("start_process", Map.of("container_id", other, "command", "echo up; sleep 600"))
            .ok()
            .get("process_id");

    server.call("cleanup_container", Map.of("container_id", other)).ok();

    Eventually.within(Duration.ofSeconds(10)).until(() -> !state(process).equals("running"));
    assertThat(read(process).get("output")).isEqualTo("up\n");
    assertThat(stop(process).ok().get("state")).isNotEqualTo("running");
  }

  @Test
  void oneThatFloodsIsStopped() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of("DOCKER_MCP_MAX_SPOOL_BYTES", "1m"))) {
      raw.call("start_process", Map.of("container_id", box, "command", "sleep 0.4; yes flood"));
      JsonNode one =
          Eventually.within(Duration.ofSeconds(20))
              .until(
                  () -> raw.call("list_processes", Map.of()).path("processes").path(0),
                  it -> !it.path("state").asText().equals("running"));

      assertThat(one.path("state").asText()).isEqualTo("ended");
      assertThat(one.path("output_limit").booleanValue()).isTrue();
    }
    assertThat(running(box)).noneMatch(line -> line.contains("flood"));
  }

  @Test
  void endsWithItsServer() throws IOException, InterruptedException {
    String other = create(Images.BUSYBOX);
    try (RawServer raw = new RawServer(Map.of())) {
      raw.call(
          "start_process",
          Map.of("container_id", other, "command", "setsid sleep 603 & sleep 604"));
      Eventually.within(Duration.ofSeconds(10))
          .until(() -> running(other).stream().anyMatch(line -> line.contains("sleep 603")));
    }

    assertThat(running(other)).noneMatch(line -> line.contains("sleep 60"));
  }

  @Test
  void aCommandThatMayGoOnEndsWhenItsCallIsCancelled() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of())) {
      int id =
          raw.beginCall(
              "execute_code",
              Map.of("container_id", box, "command", "sleep 605", "on_timeout", "background"));
      Eventually.within(Duration.ofSeconds(10)).until(() -> running(box).contains("sleep 605"));
      raw.cancel(id);
      Eventually.within(Duration.ofSeconds(10)).until(() -> !running(box).contains("sleep 605"));
    }
  }

  @Test
  void noNetworkIsLentWhileOneRuns() {
    String other = create(Images.APK_STUB);
    server.call("start_process", Map.of("container_id", other, "command", "sleep 606")).ok();

    Reply reply =
        server.call("add_dependencies", Map.of("container_id", other, "packages", List.of("jq")));

    assertThat(reply.code()).isEqualTo("BUSY");
    server.call("cleanup_container", Map.of("container_id", other)).ok();
  }
}
