package org.dockermcp.mcp.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressPacerTest {
  private record Planned(long at, Runnable task) {}

  private final Queue<Planned> planned = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final ProgressPacer progress =
      new ProgressPacer(
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
    report(0, ProgressPacer.MOST + 3);
    assertThat(told).hasSize(ProgressPacer.MOST).endsWith("line 8");

    pass(Duration.ofMillis(999));
    assertThat(told).hasSize(ProgressPacer.MOST);
    pass(Duration.ofMillis(1));
    assertThat(told).hasSize(ProgressPacer.MOST + 1).endsWith("line 9\nline 10\nline 11");
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
    report(0, ProgressPacer.MOST);
    progress.report("x".repeat(ProgressPacer.LONGEST));
    progress.report("y");
    progress.report("z");
    pass(Duration.ofSeconds(1));

    assertThat(told)
        .hasSize(ProgressPacer.MOST + 1)
        .endsWith("x".repeat(ProgressPacer.LONGEST) + "\n[… 2 messages not shown here …]");
  }

  @Test
  void addsNoEmptyLineToATextThatEndsItsOwn() {
    report(0, ProgressPacer.MOST);
    progress.report("a\n");
    progress.report("b\n");
    progress.end();

    assertThat(told).endsWith("a\nb\n");
  }

  @Test
  void tellsWhatIsPendingAtTheEndAndNothingAfter() {
    report(0, ProgressPacer.MOST + 1);
    progress.end();
    progress.end();
    progress.report("late");
    pass(Duration.ofSeconds(2));

    assertThat(told).hasSize(ProgressPacer.MOST + 1).endsWith("line 9");
  }

  @Test
  void sendsTheFirstOutputAtOnceAndJoinsWhatFollows() {
    progress.output("one\n");
    assertThat(told).as("never on the thread that has the output").isEmpty();
    pass(Duration.ZERO);
    assertThat(told).containsExactly("one\n");

    progress.output("tw");
    progress.output("o\n");
    pass(ProgressPacer.PAUSE.minusNanos(1));
    assertThat(told).hasSize(1);
    pass(Duration.ofNanos(1));
    assertThat(told).containsExactly("one\n", "two\n");
  }

  @Test
  void sendsOutputEvenlyAtMostTenTimesInASecondAndLosesNothing() {
    for (int millisecond = 0; millisecond < 1_000; millisecond++) {
      progress.output(millisecond + "\n");
      pass(Duration.ofMillis(1));
    }
    progress.end();

    assertThat(told).hasSizeBetween(7, 10);
    assertThat(String.join("", told).lines())
        .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
  }

  @Test
  void countsOutputThatDoesNotFitIntoAMessage() {
    progress.output("x");
    pass(Duration.ZERO);
    for (int i = 0; i < 1_000; i++) {
      progress.output("é".repeat(500));
    }
    pass(ProgressPacer.PAUSE);

    int leftOut = 1_000_000 - 2 * ProgressPacer.LONGEST;
    assertThat(told)
        .containsExactly(
            "x",
            "é".repeat(ProgressPacer.LONGEST) + "\n[… " + leftOut + " bytes not shown here …]\n");
  }

  @Test
  void cutsOutputBetweenCharacters() {
    progress.output("x" + "😀".repeat(ProgressPacer.LONGEST / 2));
    progress.end();

    assertThat(told)
        .containsExactly(
            "x" + "😀".repeat(ProgressPacer.LONGEST / 2 - 1) + "\n[… 4 bytes not shown here …]\n");
  }

  @Test
  void aMessageTakesTheOutputBeforeItAlong() {
    progress.output("half a line");
    progress.report("message");
    progress.output("more");
    progress.end();

    assertThat(told).containsExactly("half a line\nmessage", "more");
  }

  @Test
  @Timeout(30)
  void outputDoesNotWaitForAClientThatDoesNotRead() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch mayRead = new CountDownLatch(1);
    ProgressPacer paced =
        new ProgressPacer(
            message -> {
              stuck.countDown();
              try {
                mayRead.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    paced.output("first");
    stuck.await();

    paced.output("second");

    assertThat(mayRead.getCount()).isEqualTo(1);
    mayRead.countDown();
    paced.end();
  }
}
