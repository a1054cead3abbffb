package org.dockermcp.exec.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.dockermcp.text.Utf8;

/**
 * The first and the last bytes of one stream, in memory bounded by twice the limit, however long
 * the stream is. Not safe for use by many threads at once.
 */
final class StreamBudget {
  private final int limit;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();

  /** A ring of what came after the head; made when it is needed. */
  private byte[] tail = {};

  private long total;

  StreamBudget(int limit) {
    this.limit = limit;
  }

  void add(byte[] chunk) {
    int toHead = Math.min(chunk.length, limit - head.size());
    head.write(chunk, 0, toHead);
    total += toHead;
    if (toHead < chunk.length) {
      addToTail(chunk, toHead);
    }
  }

  private void addToTail(byte[] chunk, int from) {
    if (tail.length == 0) {
      tail = new byte[limit];
    }
    // Of a chunk longer than the ring, only its end can stay.
    int start = Math.max(from, chunk.length - limit);
    total += start - from;
    for (int at = start; at < chunk.length; ) {
      int slot = (int) ((total - head.size()) % limit);
      int count = Math.min(chunk.length - at, limit - slot);
      System.arraycopy(chunk, at, tail, slot, count);
      at += count;
      total += count;
    }
  }

  /** The first bytes, up to the limit. */
  byte[] head() {
    return head.toByteArray();
  }

  long total() {
    return total;
  }

  /** The ends of the stream that fit, decoded; the second is empty when the first is all. */
  private record Ends(String front, String back, long omitted) {
    int shown() {
      return Utf8.shown(front) + Utf8.shown(back);
    }
  }

  /**
   * What is kept of the stream within an allowance. Less is, where that would be shown as much
   * longer than it is: what is no text takes up to four times its room.
   *
   * @param allowance bytes, at most the limit
   */
  KeptOutput kept(int allowance) {
    long most = (long) allowance + limit / 8;
    int tried = allowance;
    Ends ends = ends(tried);
    for (long shown = ends.shown(); shown > most; shown = ends.shown()) {
      tried = (int) (tried * most / shown);
      ends = ends(tried);
    }
    return ends.omitted == 0
        ? new KeptOutput(ends.front, 0)
        : new KeptOutput(
            ends.front + "\n[… " + ends.omitted + " bytes omitted …]\n" + ends.back, ends.omitted);
  }

  private Ends ends(int allowance) {
    if (total <= allowance) {
      return new Ends(decode(head.toByteArray(), 0, (int) total), "", 0);
    }
    int front = Utf8.cutBefore(head.toByteArray(), (allowance + 1) / 2);
    byte[] end = lastBytes(allowance / 2);
    int back = Utf8.cutAfter(end);
    return new Ends(
        decode(head.toByteArray(), 0, front),
        decode(end, back, end.length - back),
        total - front - (end.length - back));
  }

  private byte[] lastBytes(int count) {
    byte[] bytes = new byte[count];
    long start = total - count;
    byte[] front = head.toByteArray();
    for (int i = 0; i < count; i++) {
      long at = start + i;
      bytes[i] = at < front.length ? front[(int) at] : tail[(int) ((at - front.length) % limit)];
    }
    return bytes;
  }

  private static String decode(byte[] bytes, int from, int count) {
    return new String(bytes, from, count, StandardCharsets.UTF_8);
  }
}
