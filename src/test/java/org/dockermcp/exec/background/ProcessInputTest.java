package org.dockermcp.exec.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dockermcp.exec.background.ProcessInput.Sending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ProcessInputTest {
  private final ProcessInput input = new ProcessInput();

  private String read(int length) {
    byte[] buffer = new byte[length];
    int count = input.read(buffer, 0, length);
    return count < 0 ? "the end" : new String(buffer, 0, count, StandardCharsets.UTF_8);
  }

  @Test
  void eachPieceComesBehindItsLengthInBytes() {
    input.send("né\n", false);
    input.send("b", true);

    assertThat(read(100)).isEqualTo("4\n");
    assertThat(read(100)).isEqualTo("né\n");
    assertThat(read(100) + read(100) + read(100)).isEqualTo("1\nb0\n");
  }

  @Test
  void aPieceThatDoesNotFitComesInParts() {
    input.send("abc", false);

    assertThat(read(1) + read(1) + read(2) + read(2)).isEqualTo("3\nabc");
  }

  @Test
  void waitsForWhatIsSent() throws Exception {
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(100));
    assertThat(read).isNotDone();

    input.send("late", false);

    assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo("4\n");
  }

  @Test
  void takesNoMoreThanAMegabyteThatIsNotRead() {
    String half = "x".repeat(ProcessInput.MOST_WAITING / 2 + 1);

    assertThat(input.send(half, false)).isEqualTo(Sending.SENT);
    assertThat(input.send(half, false)).isEqualTo(Sending.FULL);
    assertThat(input.send("", true)).isEqualTo(Sending.SENT);
    input.close();
    assertThat(read(10)).isEqualTo("the end");
  }

  @Test
  void takesNothingAfterItsEnd() {
    assertThat(input.send("a", true)).isEqualTo(Sending.SENT);
    assertThat(input.send("b", false)).isEqualTo(Sending.ENDED);

    assertThat(read(100) + read(100) + read(100)).isEqualTo("1\na0\n");
  }

  @Test
  void takesNothingForAProcessThatHasEnded() {
    input.close();

    assertThat(input.send("a", false)).isEqualTo(Sending.ENDED);
  }

  @Test
  void aSingleByteIsReadUnsigned() {
    input.send("é", false);
    read(100);

    assertThat(input.read()).isEqualTo(0xc3);
  }
}
