package org.dockermcp.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final String WEB = "a".repeat(64);
  private static final String DB = "b".repeat(64);

  private final Marks marks = Marks.random();

  @Test
  void aMarkIsKnownForTheContainerItWasGivenOutFor() {
    String mark = value(marks.of(WEB, "7f3a"));

    assertThat(marks.gaveOut(WEB, mark)).isTrue();
    assertThat(marks.gaveOut(DB, mark)).isFalse();
    assertThat(Marks.random().gaveOut(WEB, mark)).isFalse();
  }

  @Test
  void whatWasNotGivenOutIsNot() {
    String code = value(marks.of(WEB, "7f3a")).substring("7f3a".length());

    assertThat(new String[] {"7f3b" + code, code, "keep", "end", "bad", "", "_", "7f3a_"})
        .noneMatch(mark -> marks.gaveOut(WEB, mark));
  }

  @Test
  void whatAKillingProgramSawOfOthersIsReadByProcess() {
    Verdict verdict = new Verdict();
    for (byte one : "gone ,ab_1,bad ,bad\n".getBytes(StandardCharsets.UTF_8)) {
      verdict.stdout(new byte[] {one});
    }

    assertThat(verdict.isGone()).isTrue();
    assertThat(verdict.marks()).containsExactly(List.of("ab_1", "bad"), List.of("bad"));
  }

  @Test
  void halfALineSaysNothing() {
    Verdict verdict = new Verdict();
    verdict.stdout("gone".getBytes(StandardCharsets.UTF_8));

    assertThat(verdict.isGone()).isFalse();
    assertThat(verdict.marks()).isEmpty();
  }

  private static String value(String text) {
    return text.substring(Marks.NAME.length(), text.length() - 1);
  }
}
