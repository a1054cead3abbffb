package org.dockermcp.exec.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpoolTest {
  private static final int LIMIT = 10;

  private Instant now = Instant.EPOCH;
  private final Spool spool = new Spool(100, 60, () -> now);

  @AfterEach
  void close() {
    spool.close();
  }

  private OutputBudget writes(String stdout, String stderr) {
    OutputBudget budget = new OutputBudget(LIMIT, OutputSink.NONE, spool.ownedBy(Principal.LOCAL));
    stdout.chars().forEach(c -> budget.stdout(new byte[] {(byte) c}));
    budget.stderr(stderr.getBytes(StandardCharsets.UTF_8));
    return budget;
  }

  private static String id(OutputBudget budget) {
    return budget.outputId().orElse("none");
  }

  private Optional<String> all(OutputBudget budget, String stream) {
    return spool.page(Principal.LOCAL, id(budget), stream, 0, 1_000).map(OutputPage::output);
  }

  @Test
  void keepsNothingOfWhatFitsIntoTheAnswer() {
    assertThat(writes("12345", "67890").outputId()).isEmpty();
  }

  @Test
  void keepsAllOfBothStreamsFromTheFirstByte() {
    OutputBudget budget = writes("0123456789abcdef", "errors");

    assertThat(all(budget, "stdout")).contains("0123456789abcdef");
    assertThat(all(budget, "stderr")).contains("errors");
    assertThat(id(budget)).matches("[0-9a-f]{32}");
  }

  @Test
  void keepsNoMoreThanItsLimitOfOneAndWantsNoMore() {
    OutputBudget budget = writes("x".repeat(60), "");
    assertThat(budget.isEnough()).isFalse();
    budget.stdout(new byte[] {'y', 'y'});

    assertThat(budget.isEnough()).isTrue();
    assertThat(all(budget, "stdout")).contains("x".repeat(60));
  }

  @Test
  void theOldestGoesWhenThereIsNoRoomForAll() {
    OutputBudget first = writes("a".repeat(50), "");
    OutputBudget second = writes("b".repeat(50), "");
    assertThat(first.outputId()).isPresent();
    OutputBudget third = writes("c".repeat(50), "");

    assertThat(first.outputId()).isEmpty();
    assertThat(all(second, "stdout")).contains("b".repeat(50));
    assertThat(all(third, "stdout")).contains("c".repeat(50));
  }

  @Test
  void keepsABoundedNumberOfOutputs() {
    OutputBudget first = writes("", "");
    first.stdout(new byte[LIMIT + 1]);
    for (int i = 0; i < Spool.MOST_OUTPUTS; i++) {
      spool.ownedBy(Principal.LOCAL).begin();
    }

    assertThat(first.outputId()).isEmpty();
  }

  @Test
  void anOutputIsThereForAWhileAfterItsEnd() {
    OutputBudget budget = writes("x".repeat(20), "");
    now = now.plus(Duration.ofHours(1));
    budget.end();
    now = now.plus(Spool.KEPT);
    assertThat(all(budget, "stdout")).isPresent();
    now = now.plusMillis(1);

    assertThat(spool.page(Principal.LOCAL, id(budget), "stdout", 0, 1)).isEmpty();
  }

  @Test
  void whatIsDiscardedFreesItsRoom() {
    OutputBudget first = writes("a".repeat(50), "");
    OutputBudget second = writes("b".repeat(50), "");
    second.discard();
    writes("c".repeat(50), "");

    assertThat(first.outputId()).isPresent();
    assertThat(second.outputId()).isEmpty();
  }

  @Test
  void keepsNothingOnceItIsClosed() {
    spool.close();

    assertThat(writes("x".repeat(20), "").outputId()).isEmpty();
  }

  @Test
  void aPageEndsBetweenCharactersAndTheNextBeginsThere() {
    OutputBudget budget = new OutputBudget(LIMIT, OutputSink.NONE, spool.ownedBy(Principal.LOCAL));
    String text = "aé€😀".repeat(4);
    budget.stdout(text.getBytes(StandardCharsets.UTF_8));
    budget.end();
    StringBuilder read = new StringBuilder();
    OutputPage page = spool.page(Principal.LOCAL, id(budget), "stdout", 0, 4).orElseThrow();
    read.append(page.output());
    while (!page.atEnd()) {
      page = spool.page(Principal.LOCAL, id(budget), "stdout", page.nextOffset(), 4).orElseThrow();
      read.append(page.output());
    }

    assertThat(read).hasToString(text);
    assertThat(page.nextOffset()).isEqualTo(page.totalBytes()).isEqualTo(40);
  }

  @Test
  void saysWhereAPageLies() {
    OutputBudget budget = writes("0123456789abcdef", "");
    budget.end();

    assertThat(spool.page(Principal.LOCAL, id(budget), "stdout", 2, 4).orElseThrow().text())
        .isEqualTo("2345\n[stdout, bytes 2 to 6 of 16; continue at offset 6]");
    assertThat(spool.page(Principal.LOCAL, id(budget), "stdout", 12, 10).orElseThrow().text())
        .isEqualTo("cdef\n[stdout, bytes 12 to 16 of 16; the end]");
    assertThat(spool.page(Principal.LOCAL, id(budget), "stderr", 99, 10).orElseThrow().text())
        .isEqualTo("[stderr, bytes 99 to 99 of 0; the end]");
  }

  @Test
  void anOutputThatIsNotThereIsNotFound() throws SettingsException {
    OutputReading reading = new OutputReading(spool, Settings.load(Map.of()));
    Arguments arguments = new Arguments(Map.of("output_id", "7f3a"));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> reading.page(ToolCall.local("1", "read_output", arguments)))
        .withMessage(
            "Could not read output '7f3a': no output has that id, or it has expired: outputs are kept"
                + " for 15 minutes, and the oldest are removed first when there are too many; run"
                + " the command again, and write long output to a file.")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private OutputBudget runs(String stdout) {
    OutputBudget budget =
        OutputBudget.whole(LIMIT, OutputSink.NONE, spool.ownedBy(Principal.LOCAL));
    budget.stdout(stdout.getBytes(StandardCharsets.UTF_8));
    return budget;
  }

  @Test
  void whatStillRunsIsReadableThoughItIsShort() {
    OutputBudget budget = runs("ab");

    assertThat(spool.page(Principal.LOCAL, id(budget), "stdout", 0, 1_000))
        .hasValueSatisfying(
            page -> {
              assertThat(page.output()).isEqualTo("ab");
              assertThat(page.atEnd()).isFalse();
              assertThat(page.running()).isTrue();
              assertThat(page.text())
                  .isEqualTo("ab\n[stdout, bytes 0 to 2 of 2; continue at offset 2]");
            });
  }

  @Test
  void whatHasEndedGoesBeforeWhatRunsHoweverOld() {
    OutputBudget running = runs("x".repeat(50));
    OutputBudget ended = writes("y".repeat(40), "");
    ended.end();
    OutputBudget next = writes("z".repeat(30), "");

    assertThat(all(running, "stdout")).isPresent();
    assertThat(all(ended, "stdout")).isEmpty();
    assertThat(all(next, "stdout")).isPresent();
  }

  @Test
  @Timeout(10)
  void waitsForOutputAndForTheEnd() throws Exception {
    OutputBudget budget = runs("");
    String id = id(budget);
    Duration wait = Duration.ofMinutes(1);
    Future<Optional<OutputPage>> page = CompletableFuture.supplyAsync(() -> waited(id, 0, wait));
    budget.stdout("late".getBytes(StandardCharsets.UTF_8));
    assertThat(page.get()).map(OutputPage::output).contains("late");

    Future<Optional<OutputPage>> last = CompletableFuture.supplyAsync(() -> waited(id, 4, wait));
    budget.end();
    assertThat(last.get()).map(OutputPage::atEnd).contains(true);
  }

  @Test
  void givesNothingWhenNothingCameInTime() {
    assertThat(waited(id(runs("")), 0, Duration.ofMillis(20)))
        .hasValueSatisfying(
            page ->
                assertThat(page.text())
                    .isEqualTo(
                        "[stdout, bytes 0 to 0 of 0; no more output yet, continue at offset 0]"));
  }

  private Optional<OutputPage> waited(String id, long offset, Duration wait) {
    try {
      return spool.page(Principal.LOCAL, id, "stdout", offset, 1_000, wait);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
