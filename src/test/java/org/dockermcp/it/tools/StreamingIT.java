package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That output is told while it is made. */
@Tag("alone")
class StreamingIT extends SandboxTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private String box = "";

  @BeforeAll
  void createContainer() {
    box = create(Images.BUSYBOX);
    run(box, "true").ok();
  }

  private Reply runWithToken(Object token, String command, Object... more) {
    Map<String, Object> arguments = arguments("container_id", box, more);
    arguments.put("command", command);
    return server.callWithProgress("execute_code", token, arguments);
  }

  private String told(Object token) {
    StringBuilder text = new StringBuilder();
    server.progressOnWire(token).forEach(note -> text.append(note.path("message").asText()));
    return text.toString();
  }

  /** Each line is the time at which it is made, which container and host tell alike. */
  @Test
  void aLineIsSeenWithin200MillisecondsWhileTheCommandRuns()
      throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of())) {
      String command = "for i in 1 2 3 4 5; do cat /proc/uptime; sleep 0.4; done; sleep 30";
      Map<String, Object> arguments = Map.of("container_id", box, "command", command);
      int id =
          raw.begin(
              "tools/call",
              Map.of(
                  "name",
                  "execute_code",
                  "arguments",
                  arguments,
                  "_meta",
                  Map.of("progressToken", "t")));
      List<Double> seconds = new ArrayList<>();
      for (int line = 1; line <= 5; line++) {
        double number = line;
        JsonNode note =
            raw.await(
                message -> message.at("/params/progress").doubleValue() == number,
                Duration.ofSeconds(20));
        assertThat(note).isNotNull();
        seconds.add(uptime() - uptime(note.at("/params/message").asText()));
      }

      // The machine may be busy with one of them, but not with most.
      assertThat(seconds.stream().sorted().toList().get(2)).isLessThan(0.2);
      assertThat(raw.messages()).noneMatch(message -> message.path("id").asInt() == id);
      raw.cancel(id);
    }
  }

  private static double uptime() throws IOException {
    return uptime(Files.readString(Path.of("/proc/uptime")));
  }

  private static double uptime(String text) {
    return Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  @Test
  void eachLineOfASlowCommandIsToldWhenItIsMade() {
    Reply reply = runWithToken("slow", "for i in 1 2 3 4 5; do echo $i; sleep 0.4; done").ok();

    List<JsonNode> notes = server.progressOnWire("slow");
    assertThat(notes)
        .extracting(note -> note.path("message").asText())
        .containsExactly("1\n", "2\n", "3\n", "4\n", "5\n");
    assertThat(notes)
        .extracting(note -> note.path("progress").doubleValue())
        .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(reply.get("stdout")).isEqualTo("1\n2\n3\n4\n5\n");
  }

  @Test
  void aFloodIsJoinedAndCounted() {
    Reply reply =
        runWithToken("flood", "i=0; while [ $i -lt 200 ]; do seq 1 5000; i=$((i+1)); done").ok();

    long seconds = reply.content().path("duration_ms").longValue() / 1000 + 1;
    List<JsonNode> notes = server.progressOnWire("flood");
    assertThat(notes).hasSizeBetween(2, (int) (seconds * 10));
    assertThat(notes)
        .allSatisfy(note -> assertThat(note.path("message").asText()).hasSizeLessThan(8300));
    assertThat(told("flood")).startsWith("1\n2\n3\n").contains(" bytes not shown here …]");
  }

  @Test
  void theResultIsTheSameAsWithout() {
    String command =
        "printf 'caf\\303'; sleep 0.2; printf '\\251\\n'; sleep 0.2; echo err >&2; exit 3";
    Reply with = runWithToken("same", command).ok();
    Reply without = run(box, command).ok();

    for (String field : List.of("stdout", "stderr", "exit_code", "truncated")) {
      assertThat(with.get(field)).isEqualTo(without.get(field));
    }
    assertThat(with.text()).isEqualTo(without.text());
    assertThat(told("same")).isEqualTo("café\nerr\n");
  }

  @Test
  void aTimeoutTellsAllThatCameBefore() {
    Reply reply = runWithToken("late", "echo begun; sleep 30", "timeout", 1);

    assertThat(reply.code()).isEqualTo("TIMED_OUT");
    assertThat(told("late")).isEqualTo("begun\n");
  }

  @Test
  void withoutATokenAStreamIsLogMessages() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of())) {
      raw.call(
          "execute_code",
          Map.of("container_id", box, "command", "printf 'a\\033[31mb\\n'", "stream", true));
      JsonNode note =
          raw.await(
              message -> message.path("method").asText().equals("notifications/message"), SOON);

      assertThat(note).isNotNull();
      assertThat(note.at("/params/data").asText()).isEqualTo("a␛[31mb\n");
    }
  }

  @Test
  void aScriptIsToldToo() {
    String python = create(Images.DEBIAN);
    server
        .callWithProgress(
            "execute_python_script", "script", Map.of("container_id", python, "script", "print(1)"))
        .ok();

    assertThat(told("script")).isEqualTo("1\n");
  }
}
