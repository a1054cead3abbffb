package org.dockermcp.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static LineReader of(String text) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 4);
  }

  @Test
  void readsLinesWithoutTheirBreaks() throws IOException {
    LineReader reader = of("a\n\nbé\n");

    assertThat(reader.next()).asString(StandardCharsets.UTF_8).isEqualTo("a");
    assertThat(reader.next()).isEmpty();
    assertThat(reader.next()).asString(StandardCharsets.UTF_8).isEqualTo("bé");
    assertThat(reader.next()).isNull();
  }

  @Test
  void skipsALineThatIsTooLongAndGoesOn() throws IOException {
    LineReader reader = of("abcd\nabcde\n" + "x".repeat(100_000) + "\nf\n");

    assertThat(reader.next()).asString(StandardCharsets.UTF_8).isEqualTo("abcd");
    assertThat(reader.next()).isSameAs(LineReader.TOO_LONG);
    assertThat(reader.next()).isSameAs(LineReader.TOO_LONG);
    assertThat(reader.next()).asString(StandardCharsets.UTF_8).isEqualTo("f");
  }

  @Test
  void halfALineAtTheEndIsNone() throws IOException {
    assertThat(of("abc").next()).isNull();
    assertThat(of("").next()).isNull();
  }
}
