package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dockermcp.it.security.Case;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That ten gigabytes of output, with the settings as they are shipped, cost neither the client, nor
 * the server, whose heap is 256 MiB, nor the engine.
 */
@Timeout(300)
@Tag("alone")
class OutputFloodIT extends SandboxTest {
  private static final String FLOOD = "yes | head -c 10000000000";
  private static final int MOST_ANSWER = 250 << 10;
  private static final Duration AFTER_THE_LIMIT = Duration.ofSeconds(10);

  /** That many in a row. */
  private static final int QUIET_SECONDS = 3;

  /** More than before, in cores. */
  private static final double MOST_MORE = 0.05;

  private static final int AT_ONCE = 8;

  /** None takes as long but on a machine that is busy with something else. */
  private static final int TIMEOUT = 100;

  private List<String> boxes = List.of();

  /** What the engine took when nothing of this test ran. */
  private double before;

  @BeforeAll
  void createContainers() throws IOException, InterruptedException {
    assertThat(EngineLoad.isVisible())
        .as("the engine runs on this machine, to be looked at")
        .isTrue();
    before = Collections.max(EngineLoad.ofSeconds(QUIET_SECONDS));
    Callable<String> create = () -> create(Images.BUSYBOX, "memory_bytes", 128 << 20);
    boxes = atOnce(Stream.generate(() -> create).limit(AT_ONCE).toList());
  }

  /** Runs until a limit, and answers soon after that. */
  private Reply flood(String box, String command, int timeout) {
    long begun = System.nanoTime();
    Reply reply = run(box, command, "timeout", timeout);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Duration toLimit = Duration.ofMillis(reply.content().path("duration_ms").longValue());
    System.out.printf("%s: %s, of which %s to the limit%n", command, took, toLimit);

    assertThat(took.minus(toLimit)).isLessThan(AFTER_THE_LIMIT);
    assertThat(bytes(reply.text())).isLessThan(MOST_ANSWER);
    assertThat(bytes(reply.get("stdout")) + bytes(reply.get("stderr"))).isLessThan(MOST_ANSWER);
    return reply;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void stopsAtTheOutputLimit(String box, String command) {
    Reply reply = flood(box, command, TIMEOUT).ok();

    assertThat(reply.content().path("truncated").booleanValue()).isTrue();
    assertThat(reply.content().path("output_limit").booleanValue()).isTrue();
    assertThat(reply.content().path("timed_out").booleanValue()).isFalse();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(run(boxes.get(0), "echo next").ok().get("stdout")).isEqualTo("next\n");
    for (String box : boxes) {
      assertThat(ContainerProcesses.of(docker(), box))
          .noneMatch(process -> process.matches(".*\\b(yes|head|dd|tr)\\b.*"));
    }
  }

  /** After each flood has been stopped; the engine may need some seconds to collect its garbage. */
  @AfterAll
  void theEngineIsQuietAndStaysSo() throws IOException, InterruptedException {
    double most = before + MOST_MORE;
    List<Double> cores = EngineLoad.untilQuiet(QUIET_SECONDS, most);
    System.out.printf(
        "The engine took %.2f of a core before, and then, second by second, %s%n", before, cores);
    assertThat(cores.subList(cores.size() - QUIET_SECONDS, cores.size()))
        .allMatch(second -> second < most);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FLOOD,
        FLOOD + " >&2",
        "tr '\\0' x </dev/zero | head -c 10000000000",
        "head -c 10000000000 /dev/zero"
      })
  @Case("E3")
  void e3AFloodEndsAtTheOutputLimit(String command) {
    stopsAtTheOutputLimit(boxes.get(0), command);
  }

  @Test
  @Case("E3")
  void e3EightFloodsAtOnceEndAtTheOutputLimit() {
    inEachBox(box -> stopsAtTheOutputLimit(box, FLOOD));
  }

  @Test
  @Case("E3")
  void e3AFloodOfSingleBytesEndsAtTheTimeout() {
    stopsAtTheTimeout(boxes.get(0));
  }

  @Test
  @Case("E3")
  void e3EightFloodsOfSingleBytesAtOnceEndAtTheTimeout() {
    inEachBox(this::stopsAtTheTimeout);
  }

  private void stopsAtTheTimeout(String box) {
    assertThat(flood(box, FLOOD + " | dd bs=1 2>/dev/null", 3).code()).isEqualTo("TIMED_OUT");
  }

  private void inEachBox(Consumer<String> test) {
    atOnce(boxes.stream().map(box -> Executors.callable(() -> test.accept(box))).toList());
  }
}
