package org.dockermcp.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.tool.Progress;
import org.junit.jupiter.api.Test;

class LiveOutputTest {
  private record Planned(long at, Runnable task) {}

  private final Queue<Planned> planned = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final LiveOutput output =
      new LiveOutput(
          told::add,
          (task, delay) -> planned.add(new Planned(now + delay.toNanos(), task)),
          () -> now);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void pass(Duration time) {
    now += time.toNanos();
    while (!planned.isEmpty() && planned.peek().at() <= now) {
      planned.remove().task().run();
    }
  }

  @Test
  void tellsTheFirstAtOnceAndJoinsWhatFollows() {
    output.stdout(bytes("one\n"));
    pass(Duration.ZERO);
    assertThat(told).containsExactly("one\n");

    output.stdout(bytes("two\n"));
    output.stderr(bytes("three\n"));
    output.stdout(bytes("four\n"));
    pass(LiveOutput.PAUSE.minusNanos(1));
    assertThat(told).hasSize(1);
    pass(Duration.ofNanos(1));
    assertThat(told).containsExactly("one\n", "two\nthree\nfour\n");
  }

  @Test
  void tellsAtMostTenTimesASecond() {
    for (int i = 0; i < 1_000; i++) {
      output.stdout(bytes(i + "\n"));
      pass(Duration.ofMillis(1));
    }
    output.end();

    assertThat(told).hasSizeBetween(7, 10);
    assertThat(String.join("", told)).startsWith("0\n1\n2\n").endsWith("998\n999\n");
  }

  @Test
  void tellsWhatIsPendingAtTheEndAndNothingAfter() {
    output.stdout(bytes("a"));
    pass(Duration.ZERO);
    output.stdout(bytes("b"));
    output.end();
    output.stdout(bytes("c"));
    output.end();
    pass(Duration.ofSeconds(1));

    assertThat(told).containsExactly("a", "b");
  }

  @Test
  void neverBreaksACharacter() {
    String text = "é€😀";
    for (byte value : bytes(text)) {
      output.stdout(new byte[] {value});
      output.stderr(bytes("."));
      pass(LiveOutput.PAUSE);
    }
    output.end();

    assertThat(String.join("", told).replace(".", "")).isEqualTo(text);
  }

  @Test
  void marksACharacterThatIsNeverFinished() {
    output.stdout(new byte[] {'a', (byte) 0xE2, (byte) 0x82});
    pass(Duration.ZERO);
    output.end();

    assertThat(told).containsExactly("a", "\uFFFD");
  }

  @Test
  void countsWhatDoesNotFitIntoAMessage() {
    output.stdout(bytes("x"));
    pass(Duration.ZERO);
    for (int i = 0; i < 1_000; i++) {
      output.stdout(bytes("é".repeat(500)));
    }
    pass(LiveOutput.PAUSE);

    int leftOut = 1_000_000 - LiveOutput.LONGEST;
    assertThat(told)
        .containsExactly(
            "x",
            "é".repeat(LiveOutput.LONGEST / 2) + "\n[… " + leftOut + " bytes not shown here …]\n");
  }

  @Test
  void tellsNobodyWhereNobodyListens() {
    assertThat(LiveOutput.to(Progress.NONE)).isSameAs(OutputSink.NONE);
  }
}
