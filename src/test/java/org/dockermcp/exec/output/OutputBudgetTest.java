package org.dockermcp.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Principal;
import org.junit.jupiter.api.Test;

class OutputBudgetTest {
  private static final int MARKER = 40;

  private static OutputBudget of(int stdout, int stderr) {
    OutputBudget budget = new OutputBudget(100);
    budget.stdout("o".repeat(stdout).getBytes(StandardCharsets.UTF_8));
    budget.stderr("e".repeat(stderr).getBytes(StandardCharsets.UTF_8));
    return budget;
  }

  private static void keeps(OutputBudget budget, long stdoutOmitted, long stderrOmitted) {
    assertThat(budget.keptStdout().omittedBytes()).isEqualTo(stdoutOmitted);
    assertThat(budget.keptStderr().omittedBytes()).isEqualTo(stderrOmitted);
  }

  @Test
  void keepsBothStreamsWhereTheyFitTogether() {
    keeps(of(0, 0), 0, 0);
    keeps(of(100, 0), 0, 0);
    keeps(of(30, 70), 0, 0);
  }

  @Test
  void halvesTheLimitBetweenTwoLongStreams() {
    keeps(of(500, 1_000), 450, 950);
  }

  @Test
  void aLongStreamGetsWhatAShortOneLeaves() {
    keeps(of(500, 20), 420, 0);
    keeps(of(10, 500), 0, 410);
  }

  @Test
  void keepsEachStreamApart() {
    assertThat(of(2, 3).keptStdout()).isEqualTo(new KeptOutput("oo", 0));
    assertThat(of(2, 3).keptStderr()).isEqualTo(new KeptOutput("eee", 0));
  }

  @Test
  void keepsLessOfWhatIsShownAsLonger() {
    for (byte value : new byte[] {0, 27, (byte) 0xFF}) {
      OutputBudget budget = new OutputBudget(1_000);
      byte[] noise = new byte[900];
      Arrays.fill(noise, value);
      budget.stdout(noise);
      budget.stderr(noise);

      KeptOutput stdout = budget.keptStdout();
      KeptOutput stderr = budget.keptStderr();
      assertThat(shown(stdout) + shown(stderr)).isBetween(1_000, 1_250 + 2 * MARKER);
      assertThat(stdout.omittedBytes()).isBetween(650L, 750L);
    }
  }

  private static int shown(KeptOutput kept) {
    return VisibleText.of(kept.text()).getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void leavesAShortOutputWholeHoweverItIsShown() {
    OutputBudget budget = new OutputBudget(1_000);
    budget.stdout(new byte[60]);

    assertThat(budget.keptStdout()).isEqualTo(new KeptOutput("\0".repeat(60), 0));
  }

  @Test
  void spoolsWhatIsWithinTheLimitAndTooLongToBeShown() {
    try (Spool spool = new Spool(1 << 20, 1 << 20)) {
      OutputBudget budget =
          new OutputBudget(1_000, OutputSink.NONE, spool.ownedBy(Principal.LOCAL));
      budget.stdout(new byte[900]);
      budget.stderr("e".getBytes(StandardCharsets.UTF_8));
      assertThat(budget.outputId()).isEmpty();
      budget.end();

      assertThat(budget.keptStdout().omittedBytes()).isPositive();
      OutputPage page =
          spool
              .page(Principal.LOCAL, budget.outputId().orElseThrow(), "stdout", 0, 10_000)
              .orElseThrow();
      assertThat(page.totalBytes()).isEqualTo(900);
      assertThat(page.atEnd()).isTrue();
    }
  }
}
