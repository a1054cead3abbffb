package org.dockermcp.exec.kill;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.dockermcp.engine.OutputSink;

/**
 * What a kill script reports: one word, and the tokens of other processes after it.
 *
 * <p>Written to its output, not returned as its exit code: while anything holds a killed exec's
 * output open, Docker 20.10 takes two seconds to end that exec, and reports no other end in the
 * container meanwhile.
 */
public final class KillReport implements OutputSink {
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
   * The tokens of processes that started after the command and do not carry its token: a list for
   * each different environment; what is not a token is "bad".
   */
  List<List<String>> tokens() {
    return words().stream()
        .skip(1)
        .map(one -> Stream.of(one.split(",")).filter(token -> !token.isEmpty()).toList())
        .toList();
  }

  /** Of its first line; a line without an end is none. */
  private synchronized List<String> words() {
    int end = said.indexOf("\n");
    return List.of(said.substring(0, Math.max(end, 0)).split(" "));
  }
}
