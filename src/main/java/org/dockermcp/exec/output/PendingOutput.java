package org.dockermcp.exec.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.dockermcp.text.Utf8;

/**
 * Output that has not been told yet, as whole characters, in the order it came; what is over the
 * limit is counted only. Not safe for use by many threads at once.
 */
final class PendingOutput {
  private final int limit;
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();

  /** The beginning of a character of each stream whose end has not come; three bytes at most. */
  private byte[] stdoutRest = {};

  private byte[] stderrRest = {};
  private long leftOut;

  PendingOutput(int limit) {
    this.limit = limit;
  }

  void addStdout(byte[] chunk) {
    stdoutRest = add(stdoutRest, chunk);
  }

  void addStderr(byte[] chunk) {
    stderrRest = add(stderrRest, chunk);
  }

  /** Adds what can be decoded and gives the rest. */
  private byte[] add(byte[] rest, byte[] chunk) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(rest.length + chunk.length);
    joined.writeBytes(rest);
    joined.writeBytes(chunk);
    byte[] bytes = joined.toByteArray();
    int decodable = bytes.length - Utf8.unfinished(bytes);
    int kept = room(bytes, decodable);
    whole.write(bytes, 0, kept);
    leftOut += decodable - kept;
    joined.reset();
    joined.write(bytes, decodable, bytes.length - decodable);
    return joined.toByteArray();
  }

  private int room(byte[] bytes, int decodable) {
    // Once something is left out, all that follows is, or there would be a hole unseen.
    int room = leftOut > 0 ? 0 : limit - whole.size();
    return room < decodable ? Utf8.cutBefore(bytes, room) : decodable;
  }

  /** Whether there is something to tell now. */
  boolean isTellable() {
    return whole.size() > 0 || leftOut > 0;
  }

  /** Gives what can be told, and forgets it. */
  String take() {
    String text = whole.toString(StandardCharsets.UTF_8);
    if (leftOut > 0) {
      text += "\n[… " + leftOut + " bytes not shown here …]\n";
    }
    whole.reset();
    leftOut = 0;
    return text;
  }

  /** Gives the characters whose end never came, as U+FFFD. */
  String takeUnfinished() {
    String text =
        new String(stdoutRest, StandardCharsets.UTF_8)
            + new String(stderrRest, StandardCharsets.UTF_8);
    stdoutRest = new byte[0];
    stderrRest = new byte[0];
    return text;
  }
}
