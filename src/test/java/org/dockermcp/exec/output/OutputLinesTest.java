package org.dockermcp.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
  private final List<String> told = new ArrayList<>();
  private final OutputLines lines = new OutputLines(told::add);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void tellsEachLineOnceItHasEnded() {
    lines.stdout(bytes("one\ntw"));
    assertThat(told).containsExactly("one");

    lines.stdout(bytes("o\r\n\nthree"));
    assertThat(told).containsExactly("one", "two");
  }

  @Test
  void keepsTheStreamsApart() {
    lines.stdout(bytes("out"));
    lines.stderr(bytes("err\n"));
    lines.stdout(bytes("\n"));

    assertThat(told).containsExactly("err", "out");
  }

  @Test
  void doesNotBreakACharacterThatTwoChunksShare() {
    byte[] text = bytes("é\n");
    lines.stdout(new byte[] {text[0]});
    lines.stdout(new byte[] {text[1], text[2]});

    assertThat(told).containsExactly("é");
  }

  @Test
  void leavesOutWhatMakesALineEndless() {
    lines.stdout(bytes("x".repeat(100_000)));
    lines.stdout(bytes("\n"));

    assertThat(told).singleElement().asString().hasSize(4096);
  }
}
