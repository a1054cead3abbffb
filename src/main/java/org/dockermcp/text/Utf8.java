package org.dockermcp.text;

import java.nio.charset.StandardCharsets;

/** Finds where bytes can be cut without breaking a character. */
public final class Utf8 {
  private static final int LONGEST = 4;

  private Utf8() {}

  /** How many bytes a text has as it is shown, where a control character is more than itself. */
  public static int shown(String text) {
    return VisibleText.of(text).getBytes(StandardCharsets.UTF_8).length;
  }

  /** The largest cut at or before a position that leaves no part of a character before it. */
  public static int cutBefore(byte[] bytes, int position) {
    int cut = position;
    while (cut > 0 && position - cut < LONGEST && isContinuation(bytes[cut])) {
      cut--;
    }
    // Four continuations in a row are no UTF-8: cut anywhere.
    return position - cut < LONGEST ? cut : position;
  }

  /** The number of bytes at the start that only end a character which began earlier. */
  public static int cutAfter(byte[] bytes) {
    int cut = 0;
    while (cut < bytes.length && cut < LONGEST - 1 && isContinuation(bytes[cut])) {
      cut++;
    }
    return cut;
  }

  /** The number of bytes at the end that begin a character whose end is not there. */
  public static int unfinished(byte[] bytes) {
    for (int back = 1; back < LONGEST && back <= bytes.length; back++) {
      byte value = bytes[bytes.length - back];
      if (!isContinuation(value)) {
        return length(value) > back ? back : 0;
      }
    }
    return 0;
  }

  /** How many bytes a character has that begins so; 1 for what begins none. */
  private static int length(byte first) {
    int value = first & 0xFF;
    if (value < 0xC2 || value > 0xF4) {
      return 1;
    }
    return value < 0xE0 ? 2 : value < 0xF0 ? 3 : LONGEST;
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }
}
