package org.dockermcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  private static final int TEXTS = 200;
  private static final int LENGTH = 100;

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "two\nlines\n", "a\tb", "café €5 ❤️ 漢字 עברית", "<U+0041>"})
  void leavesWhatCanBeReadAsItIs(String text) {
    assertThat(VisibleText.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'\u001B[31mred\u001B[0m', '␛[31mred␛[0m'",
    "'\u001B]8;;http://x\u001B\\here\u001B]8;;\u001B\\', '␛]8;;http://x␛\\here␛]8;;␛\\'",
    "'\u001B]52;c;cm0=\u0007', '␛]52;c;cm0=␇'",
    "'\u009B2J', '<U+009B>2J'",
    "'safe\u0008\u0008\u007F', 'safe␈␈␡'",
    "'\u0000', '␀'"
  })
  void showsEscapeSequences(String text, String shown) {
    assertThat(VisibleText.of(text)).isEqualTo(shown);
  }

  @Test
  void showsAnOverprintAndKeepsLineEnds() {
    assertThat(VisibleText.of("rm -rf /\rls\r\nend\r\n")).isEqualTo("rm -rf /␍ls\nend\n");
  }

  @Test
  void showsWhatHidesFromAReader() {
    assertThat(VisibleText.of("a\u202Eb\u2066c\u200Bd\uFEFFe\u2028f\u3164g"))
        .isEqualTo("a<U+202E>b<U+2066>c<U+200B>d<U+FEFF>e<U+2028>f<U+3164>g");
    assertThat(VisibleText.of(Character.toString(0xE0041) + Character.toString(0xE0101)))
        .isEqualTo("<U+E0041><U+E0101>");
  }

  @Test
  void noControlIsEverLeftButLineEndsAndTabs() {
    Random random = new Random(3);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(LENGTH, 0, 0x3000).forEach(text::appendCodePoint);
      random.ints(LENGTH, 0, 0x110000).forEach(text::appendCodePoint);

      assertThat(VisibleText.of(text.toString()))
          .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\n\\t]]");
    }
  }
}
