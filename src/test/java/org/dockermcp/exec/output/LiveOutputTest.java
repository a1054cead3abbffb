package org.dockermcp.exec.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.tool.Progress;
import org.junit.jupiter.api.Test;

class LiveOutputTest {
  private final List<String> told = new ArrayList<>();
  private final OutputSink output =
      LiveOutput.to(
          new Progress() {
            @Override
            public void report(String message) {
              throw new AssertionError("output is no message: " + message);
            }

            @Override
            public void output(String text) {
              told.add(text);
            }
          });

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void passesBothStreamsOnInTheOrderTheyCame() {
    output.stdout(bytes("two\n"));
    output.stderr(bytes("three\n"));
    output.stdout(bytes("four\n"));
    output.stdout(new byte[0]);

    assertThat(told).containsExactly("two\n", "three\n", "four\n");
  }

  @Test
  void passesNothingOnAfterTheEnd() {
    output.stdout(bytes("a"));
    output.end();
    output.stdout(bytes("b"));
    output.stderr(bytes("c"));
    output.end();

    assertThat(told).containsExactly("a");
  }

  @Test
  void neverBreaksACharacter() {
    String text = "é€😀";
    for (byte value : bytes(text)) {
      output.stdout(new byte[] {value});
      output.stderr(bytes("."));
    }
    output.end();

    assertThat(told).containsExactly(".", "é", ".", ".", ".", "€", ".", ".", ".", ".", "😀", ".");
  }

  @Test
  void marksWhatIsNoUtf8AndACharacterThatIsNeverFinished() {
    output.stdout(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82});
    output.end();

    assertThat(told).containsExactly("a\uFFFDb", "\uFFFD");
  }

  @Test
  void passesNothingOnWhereNobodyListens() {
    assertThat(LiveOutput.to(Progress.NONE)).isSameAs(OutputSink.NONE);
  }
}
