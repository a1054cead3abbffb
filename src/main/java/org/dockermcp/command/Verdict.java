package org.dockermcp.command;

import java.nio.charset.StandardCharsets;
import org.dockermcp.engine.OutputSink;

/**
 * What a killing program saw, which it says in one word.
 *
 * <p>Said rather than told by its exit code: while anything holds a killed exec's output open,
 * Docker 20.10 takes two seconds over that exec's end, and tells no other end in the container
 * meanwhile.
 */
final class Verdict implements OutputSink {
  private static final int LONGEST = 100;

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
  synchronized boolean isGone() {
    return said.toString().startsWith("gone\n");
  }
}
