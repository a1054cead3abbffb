package org.dockermcp.exec.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTokensTest {
  private static final String WEB = "a".repeat(64);
  private static final String DB = "b".repeat(64);

  private final ProcessTokens marks = ProcessTokens.random();

  @Test
  void aMarkIsKnownForTheContainerItWasGivenOutFor() {
    String mark = value(marks.of(WEB, "7f3a"));

    assertThat(marks.gaveOut(WEB, mark)).isTrue();
    assertThat(marks.gaveOut(DB, mark)).isFalse();
    assertThat(ProcessTokens.random().gaveOut(WEB, mark)).isFalse();
  }

  @Test
  void whatWasNotGivenOutIsNot() {
    String code = value(marks.of(WEB, "7f3a")).substring("7f3a".length());

    assertThat(new String[] {"7f3b" + code, code, "keep", "end", "bad", "", "_", "7f3a_"})
        .noneMatch(mark -> marks.gaveOut(WEB, mark));
  }

  @Test
  void whatAKillingProgramSawOfOthersIsReadByProcess() {
    KillReport verdict = new KillReport();
    for (byte one : "gone ,ab_1,bad ,bad\n".getBytes(StandardCharsets.UTF_8)) {
      verdict.stdout(new byte[] {one});
    }

    assertThat(verdict.isGone()).isTrue();
    assertThat(verdict.marks()).containsExactly(List.of("ab_1", "bad"), List.of("bad"));
  }

  @Test
  void halfALineSaysNothing() {
    KillReport verdict = new KillReport();
    verdict.stdout("gone".getBytes(StandardCharsets.UTF_8));

    assertThat(verdict.isGone()).isFalse();
    assertThat(verdict.marks()).isEmpty();
  }

  private static String value(String text) {
    return text.substring(ProcessTokens.NAME.length(), text.length() - 1);
  }
}
