package org.dockermcp.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamBudgetTest {
  private static StreamBudget filled(int limit, int chunk, String text) {
    StreamBudget budget = new StreamBudget(limit);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += chunk) {
      budget.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk)));
    }
    return budget;
  }

  private static String digits(int count) {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(count, '0', '9' + 1).forEach(digit -> text.append((char) digit));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void keepsAllWithinTheLimit(int chunk) {
    String text = digits(100);

    assertThat(filled(100, chunk, text).kept(100)).isEqualTo(new KeptOutput(text, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 101, 250, 1_000})
  void keepsTheHeadAndTheTailByteForByte(int chunk) {
    String text = digits(1_000);

    assertThat(filled(100, chunk, text).kept(100))
        .isEqualTo(
            new KeptOutput(
                text.substring(0, 50) + "\n[… 900 bytes omitted …]\n" + text.substring(950), 900));
  }

  @Test
  void oneByteTooManyLeavesOneByteOut() {
    assertThat(filled(10, 4, "0123456789A").kept(10))
        .isEqualTo(new KeptOutput("01234\n[… 1 bytes omitted …]\n6789A", 1));
  }

  @Test
  void anOddAllowanceGivesTheHeadOneMore() {
    assertThat(filled(10, 4, "0123456789").kept(5).text())
        .isEqualTo("012\n[… 5 bytes omitted …]\n89");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aCharacterThatTwoChunksShareIsWhole(int chunk) {
    assertThat(filled(100, chunk, "aé€😀z").kept(100).text()).isEqualTo("aé€😀z");
  }

  @Test
  void isNeverCutInsideACharacter() {
    String text = "😀".repeat(20);

    assertThat(filled(22, 3, text).kept(22))
        .isEqualTo(new KeptOutput("😀😀\n[… 64 bytes omitted …]\n😀😀", 64));
  }

  @Test
  void whatIsNoTextBecomesReplacementCharacters() {
    StreamBudget budget = new StreamBudget(10);
    budget.add(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3});

    assertThat(budget.kept(10).text()).isEqualTo("a\ufffdb\ufffd");
  }

  @Test
  void countsPastTwoGigabytes() {
    StreamBudget budget = new StreamBudget(1_000);
    byte[] chunk = new byte[1 << 20];
    Arrays.fill(chunk, (byte) 'x');
    for (int i = 0; i < 3 << 10; i++) {
      budget.add(chunk);
    }

    assertThat(budget.kept(1_000).omittedBytes()).isEqualTo((3L << 30) - 1_000);
  }
}
