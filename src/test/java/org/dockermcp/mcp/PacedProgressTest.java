package org.dockermcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacedProgressTest {
  private record Planned(long at, Runnable task) {}

  private final Queue<Planned> planned = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final PacedProgress progress =
      new PacedProgress(
          told::add,
          (task, delay) -> planned.add(new Planned(now + delay.toNanos(), task)),
          () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
    while (!planned.isEmpty() && planned.peek().at() <= now) {
      planned.remove().task().run();
    }
  }

  private void report(int from, int to) {
    IntStream.range(from, to).forEach(number -> progress.report("line " + number));
  }

  @Test
  void tellsAtOnceWhatComesSlowly() {
    for (int number = 0; number < 50; number++) {
      progress.report("line " + number);
      assertThat(told).hasSize(number + 1).endsWith("line " + number);
      pass(Duration.ofMillis(125));
    }
    assertThat(planned).isEmpty();
  }

  @Test
  void joinsWhatComesFasterAndTellsItWhenTheSecondIsOver() {
    report(0, PacedProgress.MOST + 3);
    assertThat(told).hasSize(PacedProgress.MOST).endsWith("line 8");

    pass(Duration.ofMillis(999));
    assertThat(told).hasSize(PacedProgress.MOST);
    pass(Duration.ofMillis(1));
    assertThat(told).hasSize(PacedProgress.MOST + 1).endsWith("line 9\nline 10\nline 11");
  }

  @Test
  void tellsAtMostTenTimesInASecondAndLosesNothing() {
    for (int millisecond = 0; millisecond < 995; millisecond++) {
      progress.report(Integer.toString(millisecond));
      pass(Duration.ofMillis(1));
    }
    progress.end();

    assertThat(told).hasSize(10);
    assertThat(String.join("\n", told).lines())
        .containsExactlyElementsOf(IntStream.range(0, 995).mapToObj(Integer::toString).toList());
  }

  @Test
  void countsWhatDoesNotFitIntoAMessage() {
    report(0, PacedProgress.MOST);
    progress.report("x".repeat(PacedProgress.LONGEST));
    progress.report("y");
    progress.report("z");
    pass(Duration.ofSeconds(1));

    assertThat(told)
        .hasSize(PacedProgress.MOST + 1)
        .endsWith("x".repeat(PacedProgress.LONGEST) + "\n[… 2 messages not shown here …]");
  }

  @Test
  void addsNoEmptyLineToATextThatEndsItsOwn() {
    report(0, PacedProgress.MOST);
    progress.report("a\n");
    progress.report("b\n");
    progress.end();

    assertThat(told).endsWith("a\nb\n");
  }

  @Test
  void tellsWhatIsPendingAtTheEndAndNothingAfter() {
    report(0, PacedProgress.MOST + 1);
    progress.end();
    progress.end();
    progress.report("late");
    pass(Duration.ofSeconds(2));

    assertThat(told).hasSize(PacedProgress.MOST + 1).endsWith("line 9");
  }
}
