package org.dockermcp.exec.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a stream of UTF-8 piece by piece, with U+FFFD for what is no UTF-8. Not safe for use by
 * many threads.
 */
final class StreamText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The beginning of a character whose end has not come; three bytes at most. */
  private byte[] unfinished = {};

  /** The characters that this piece completes. */
  String add(byte[] piece) {
    return decode(piece, false);
  }

  /** A character whose end never came, as U+FFFD; nothing may be added after this. */
  String end() {
    return decode(new byte[0], true);
  }

  private String decode(byte[] piece, boolean last) {
    ByteBuffer bytes =
        ByteBuffer.allocate(unfinished.length + piece.length).put(unfinished).put(piece).flip();
    // No character of UTF-8 is shorter than a byte, and no replacement either.
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    decoder.decode(bytes, text, last);
    unfinished = new byte[bytes.remaining()];
    bytes.get(unfinished);
    return text.flip().toString();
  }
}
