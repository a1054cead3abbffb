package org.dockermcp.exec.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTokensTest {
  private static final String WEB = "a".repeat(64);
  private static final String DB = "b".repeat(64);

  private final ProcessTokens tokens = ProcessTokens.random();

  @Test
  void aMarkIsKnownForTheContainerItWasGivenOutFor() {
    String token = value(tokens.of(WEB, "7f3a"));

    assertThat(tokens.isOurs(WEB, token)).isTrue();
    assertThat(tokens.isOurs(DB, token)).isFalse();
    assertThat(ProcessTokens.random().isOurs(WEB, token)).isFalse();
  }

  @Test
  void whatWasNotGivenOutIsNot() {
    String code = value(tokens.of(WEB, "7f3a")).substring("7f3a".length());

    assertThat(new String[] {"7f3b" + code, code, "keep", "end", "bad", "", "_", "7f3a_"})
        .noneMatch(token -> tokens.isOurs(WEB, token));
  }

  @Test
  void whatAKillingProgramSawOfOthersIsReadByProcess() {
    KillReport report = new KillReport();
    for (byte one : "gone ,ab_1,bad ,bad\n".getBytes(StandardCharsets.UTF_8)) {
      report.stdout(new byte[] {one});
    }

    assertThat(report.isGone()).isTrue();
    assertThat(report.tokens()).containsExactly(List.of("ab_1", "bad"), List.of("bad"));
  }

  @Test
  void halfALineSaysNothing() {
    KillReport report = new KillReport();
    report.stdout("gone".getBytes(StandardCharsets.UTF_8));

    assertThat(report.isGone()).isFalse();
    assertThat(report.tokens()).isEmpty();
  }

  private static String value(String text) {
    return text.substring(ProcessTokens.NAME.length(), text.length() - 1);
  }
}
