package org.dockermcp.exec.kill;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.engine.OutputSink;

/**
 * What a killing program saw, which it says in one word, and the marks of others after it.
 *
 * <p>Said rather than told by its exit code: while anything holds a killed exec's output open,
 * Docker 20.10 takes two seconds over that exec's end, and tells no other end in the container
 * meanwhile.
 */
final class KillReport implements OutputSink {
  private static final int LONGEST = 8192;

  private final StringBuilder said = new StringBuilder();

  @Override
  public synchronized void stdout(byte[] chunk) {
    if (said.length() < LONGEST) {
      said.append(new String(chunk, StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void stderr(byte[] chunk) {}

  @Override
  public synchronized boolean isEnough() {
    return said.indexOf("\n") >= 0;
  }

  /** Whether it saw that nothing is left. */
  boolean isGone() {
    return "gone".equals(words().get(0));
  }

  /**
   * What marks processes carry that began after the command and have not its mark: a list for each
   * different environment; what is no mark at all is "bad".
   */
  List<List<String>> marks() {
    return words().stream()
        .skip(1)
        .map(one -> Stream.of(one.split(",")).filter(mark -> !mark.isEmpty()).toList())
        .toList();
  }

  /** Of its first line; a line without an end is none. */
  private synchronized List<String> words() {
    int end = said.indexOf("\n");
    return List.of(said.substring(0, Math.max(end, 0)).split(" "));
  }
}
