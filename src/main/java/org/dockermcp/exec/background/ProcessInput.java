package org.dockermcp.exec.background;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.dockermcp.exec.run.ShellLine;

/**
 * What a process reads, sent a piece at a time while it runs. Written by calls and read by the
 * thread that feeds the engine's connection; safe for both.
 */
final class ProcessInput extends InputStream {
  /** Bytes that may wait for a process that does not read. */
  static final int MOST_WAITING = 1 << 20;

  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int waiting;
  private boolean ended;
  private boolean closed;

  /** What became of a text. */
  enum Sending {
    SENT,
    /** Nothing was sent: too much waits already. */
    FULL,
    /** Nothing was sent: the input, or the process, has ended. */
    ENDED
  }

  /**
   * Sends a text, all of it or nothing.
   *
   * @param last whether the process's input ends after it
   */
  synchronized Sending send(String text, boolean last) {
    if (ended || closed) {
      return Sending.ENDED;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (waiting > 0 && waiting + bytes.length > MOST_WAITING) {
      return Sending.FULL;
    }
    for (byte[] piece : ShellLine.framed(bytes, last)) {
      pieces.add(piece);
      waiting += piece.length;
    }
    ended = last;
    notifyAll();
    return Sending.SENT;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Waits for something to be sent; gives the end when the process has ended. */
  @Override
  public synchronized int read(byte[] buffer, int offset, int length) {
    while (pieces.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }
    if (closed) {
      return -1;
    }
    byte[] piece = pieces.remove();
    int count = Math.min(length, piece.length);
    System.arraycopy(piece, 0, buffer, offset, count);
    if (count < piece.length) {
      pieces.addFirst(Arrays.copyOfRange(piece, count, piece.length));
    }
    waiting -= count;
    return count;
  }

  /** The process has ended: forgets what it has not read. */
  @Override
  public synchronized void close() {
    closed = true;
    pieces.clear();
    waiting = 0;
    notifyAll();
  }
}
