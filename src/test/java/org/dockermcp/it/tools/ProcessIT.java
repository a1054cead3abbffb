package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That commands go on in the background, and can be read and fed. */
class ProcessIT extends ProcessTest {
  @Test
  void goesOnAfterTheCallAndIsReadWhileItRuns() {
    Reply begun = begin("for i in 1 2 3; do echo line $i; sleep 0.5; done; sleep 600.5").ok();
    String process = begun.get("process_id");

    assertThat(begun.get("state")).isEqualTo("running");
    assertThat(begun.content().path("exit_code").isMissingNode()).isTrue();
    StringBuilder output = new StringBuilder();
    long offset = 0;
    while (output.length() < "line 1\nline 2\nline 3\n".length()) {
      Reply page = read(process, "offset", offset, "wait", 5);
      assertThat(page.content().path("running").booleanValue()).isTrue();
      assertThat(page.content().path("at_end").booleanValue()).isFalse();
      assertThat(page.get("output")).isNotEmpty();
      output.append(page.get("output"));
      offset = page.content().path("next_offset").longValue();
    }
    assertThat(output).hasToString("line 1\nline 2\nline 3\n");
    assertThat(run(box, "echo beside").ok().get("stdout")).isEqualTo("beside\n");
    assertThat(listed(process).path("state").asText()).isEqualTo("running");

    Reply stopped = stop(process).ok();

    assertThat(stopped.get("state")).isEqualTo("ended");
    assertThat(stopped.get("signal")).isEqualTo("SIGTERM");
    assertThat(running(box)).noneMatch(line -> line.contains("sleep 600.5"));
    assertThat(read(process, "offset", offset).content().path("at_end").booleanValue()).isTrue();
  }

  @Test
  @Tag("alone")
  void waitsOnlyAsLongAsItIsToldTo() {
    String process = start("sleep 600");

    long start = System.nanoTime();
    Reply page = read(process, "wait", 0.5);
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertThat(page.get("output")).isEmpty();
    assertThat(millis).isBetween(450L, 3_000L);
    stop(process, "grace", 0).ok();
  }

  @Test
  void itsExitCodeIsItsOwn() throws InterruptedException {
    JsonNode ended = awaitEnd(start("sleep 0.6; echo to err >&2; exit 7"));

    assertThat(ended.path("state").asText()).isEqualTo("ended");
    assertThat(ended.path("exit_code").intValue()).isEqualTo(7);
    assertThat(ended.path("signal").isMissingNode()).isTrue();
    assertThat(read(ended.path("process_id").asText(), "stream", "stderr").get("output"))
        .isEqualTo("to err\n");
  }

  @Test
  @Tag("alone")
  void whatFailsAtOnceIsToldByTheCallThatStartedIt() {
    Reply begun = begin("no-such-program --now").ok();

    assertThat(begun.get("state")).isEqualTo("ended");
    assertThat(begun.content().path("exit_code").intValue()).isEqualTo(127);
    assertThat(read(begun.get("process_id"), "stream", "stderr").get("output"))
        .contains("not found");
  }

  @Test
  @Tag("alone")
  void whatCannotStartIsAnError() {
    Reply reply = begin("true", "working_dir", "/nowhere");

    assertThat(reply.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(reply.text()).contains("there is no folder /nowhere");
  }

  @Test
  void takesFolderAndEnvironment() throws InterruptedException {
    JsonNode ended =
        awaitEnd(
            start(
                "pwd; echo $GREETING",
                "working_dir",
                "/tmp",
                "environment",
                Map.of("GREETING", "hi")));

    assertThat(read(ended.path("process_id").asText()).get("output")).isEqualTo("/tmp\nhi\n");
  }

  @Test
  void readsWhatItIsSentUntilTheEnd() throws InterruptedException {
    for (String image : List.of(Images.BUSYBOX, Images.DEBIAN)) {
      String other = create(image);
      String process =
          server
              .call(
                  "start_process",
                  Map.of(
                      "container_id",
                      other,
                      "command",
                      "while read -r line; do echo \"got $line\"; done; echo end; exit 3"))
              .ok()
              .get("process_id");

      send(process, "one\ntw", false).ok();
      assertThat(read(process, "wait", 5).get("output")).isEqualTo("got one\n");
      send(process, "o é\n", false).ok();
      assertThat(read(process, "offset", 8, "wait", 5).get("output")).isEqualTo("got two é\n");
      send(process, "x".repeat(200_000) + "\n", true).ok();
      Reply page = read(process, "offset", 19, "wait", 5);
      StringBuilder rest = new StringBuilder(page.get("output"));
      while (!page.content().path("at_end").booleanValue()) {
        page = read(process, "offset", page.content().path("next_offset").longValue(), "wait", 5);
        rest.append(page.get("output"));
      }
      assertThat(rest).hasToString("got " + "x".repeat(200_000) + "\nend\n");
      assertThat(send(process, "more", false).code()).isEqualTo("INVALID_ARGUMENT");
      assertThat(server.call("stop_process", Map.of("process_id", process)).ok().get("exit_code"))
          .isEqualTo("3");
      assertThat(running(other)).noneMatch(line -> line.contains("read -r"));
    }
  }

  private Reply send(String process, String input, boolean end) {
    return server.call("send_input", Map.of("process_id", process, "input", input, "end", end));
  }

  @Test
  void whatDoesNotReadIsSentNoMoreThanAMegabyte() {
    String process = start("sleep 600");
    Reply reply = send(process, "x".repeat(900_000), false);
    for (int i = 0; i < 3 && !reply.failed(); i++) {
      reply = send(process, "x".repeat(900_000), false);
    }

    assertThat(reply.code()).isEqualTo("BUSY");
    stop(process, "grace", 0).ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop_process", "send_input"})
  void aProcessThatIsNotThereIsNotFound(String tool) {
    Reply reply = server.call(tool, Map.of("process_id", "deadbeef"));

    assertThat(reply.code()).isEqualTo("NOT_FOUND");
    assertThat(reply.text()).endsWith("list the processes to see those that are.");
  }

  @Test
  void aCommandMayGoOnWhenItsTimeIsOver() throws InterruptedException {
    Reply reply =
        run(
                box,
                "echo first; sleep 1.5; echo second; exit 4",
                "timeout",
                0.5,
                "on_timeout",
                "background")
            .ok();

    assertThat(reply.get("stdout")).isEqualTo("first\n");
    assertThat(reply.content().path("timed_out").booleanValue()).isTrue();
    assertThat(reply.content().path("exit_code").isMissingNode()).isTrue();
    String process = reply.get("process_id");
    assertThat(reply.text()).contains("continues as process " + process);
    assertThat(awaitEnd(process).path("exit_code").intValue()).isEqualTo(4);
    assertThat(read(process).get("output")).isEqualTo("first\nsecond\n");
  }

  @Test
  void aCommandThatEndsInTimeIsNoProcess() {
    Reply may = run(box, "echo out; echo err >&2; exit 4", "on_timeout", "background").ok();
    Reply must = run(box, "echo out; echo err >&2; exit 4").ok();

    for (String field : List.of("stdout", "stderr", "exit_code", "truncated", "timed_out")) {
      assertThat(may.get(field)).isEqualTo(must.get(field));
    }
    assertThat(may.content().has("process_id")).isFalse();
    assertThat(may.content().has("output_id")).isFalse();
  }
}
