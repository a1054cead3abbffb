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
import java.util.concurrent.atomic.AtomicInteger;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.Tries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That output is told while it is made. */
@Tag("alone")
class StreamingIT extends SandboxTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int TRIES = 3;
  private static final double SOON_SECONDS = 0.2;

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

  @Test
  void aLineIsSeenWithin200MillisecondsWhileTheCommandRuns() throws Exception {
    Tries.oneIs(seconds -> seconds < SOON_SECONDS, TRIES, this::secondsUntilALineIsSeen);
  }

  /**
   * At the median. Each line is the time at which it is made, which container and host tell alike.
   */
  private double secondsUntilALineIsSeen() throws IOException, InterruptedException {
    try (RawServer raw = new RawServer(Map.of())) {
      String command = "for i in 1 2 3 4 5; do cat /proc/uptime; sleep 0.4; done; sleep 600";
      Map<String, Object> arguments =
          Map.of("container_id", box, "command", command, "timeout", 600);
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
      // Fewer notes than lines where the machine was held up.
      for (long lines = 0; lines < 5; ) {
        double number = seconds.size() + 1;
        JsonNode note =
            raw.await(message -> message.at("/params/progress").doubleValue() == number, PATIENCE);
        assertThat(note).as("note %s in %s", number, raw.messages()).isNotNull();
        String text = note.at("/params/message").asText();
        seconds.add(uptime() - uptime(text));
        lines += text.lines().count();
      }

      assertThat(raw.messages()).noneMatch(message -> message.path("id").asInt() == id);
      raw.cancel(id);
      return Tries.median(seconds);
    }
  }

  private static double uptime() throws IOException {
    return uptime(Files.readString(Path.of("/proc/uptime")));
  }

  private static double uptime(String text) {
    return Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  /** A machine that is held up joins two. */
  @Test
  void eachLineOfASlowCommandIsToldWhenItIsMade() throws Exception {
    AtomicInteger number = new AtomicInteger();

    Tries.oneIs(
        List.of("1.0 1\n", "2.0 2\n", "3.0 3\n", "4.0 4\n", "5.0 5\n")::equals,
        TRIES,
        () -> toldOfFiveLines("slow" + number.incrementAndGet()));
  }

  private List<String> toldOfFiveLines(String token) {
    Reply reply = runWithToken(token, "for i in 1 2 3 4 5; do echo $i; sleep 0.4; done").ok();
    assertThat(reply.get("stdout")).isEqualTo("1\n2\n3\n4\n5\n");
    return server.progressOnWire(token).stream()
        .map(note -> note.path("progress").doubleValue() + " " + note.path("message").asText())
        .toList();
  }

  @Test
  void aFloodIsJoinedAndCounted() {
    long start = System.nanoTime();
    runWithToken("flood", "i=0; while [ $i -lt 200 ]; do seq 1 5000; i=$((i+1)); done").ok();
    List<JsonNode> notes = server.progressOnWire("flood");
    double seconds = (System.nanoTime() - start) / 1e9;

    // Ten a second, beside the first and the last.
    assertThat(notes).hasSizeBetween(2, (int) (seconds * 10) + 2);
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
              message -> message.path("method").asText().equals("notifications/message"), PATIENCE);

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
