package org.dockermcp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
  /** One, two, three and four bytes. */
  private static final byte[] TEXT = "aé€😀".getBytes(StandardCharsets.UTF_8);

  private static final byte[] NO_TEXT = {-128, -128, -128, -128, -128, -128};

  @Test
  void cutsBeforeACharacterThatDoesNotFit() {
    int[] cuts = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6};
    for (int position = 0; position < cuts.length; position++) {
      assertThat(Utf8.cutBefore(TEXT, position)).as("at " + position).isEqualTo(cuts[position]);
    }
  }

  @Test
  void cutsAfterWhatEndsACharacter() {
    byte[] end = new byte[TEXT.length - 8];
    System.arraycopy(TEXT, 8, end, 0, end.length);

    assertThat(Utf8.cutAfter(end)).isEqualTo(2);
    assertThat(Utf8.cutAfter(TEXT)).isZero();
    assertThat(Utf8.cutAfter(new byte[0])).isZero();
  }

  @Test
  void cutsAnywhereInWhatIsNoText() {
    assertThat(Utf8.cutBefore(NO_TEXT, 5)).isEqualTo(5);
    assertThat(Utf8.cutAfter(NO_TEXT)).isEqualTo(3);
  }
}
