package org.dockermcp.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputBudgetTest {
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
}
