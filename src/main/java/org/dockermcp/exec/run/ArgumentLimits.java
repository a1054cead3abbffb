package org.dockermcp.exec.run;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dockermcp.tool.ToolFailure;

/** What Linux takes as a program's arguments: no NUL, and so many bytes of UTF-8. */
public final class ArgumentLimits {
  /** Of one argument; well under the 128 KiB that Linux takes. */
  static final int LONGEST = 100_000;

  /**
   * Of all arguments; about half of the 2 MiB that Linux takes of them and the environment
   * together, where the stack is limited to 8 MiB as usual.
   */
  static final int MOST = 1_000_000;

  /** What an argument takes beside its text: its end and its address. */
  private static final int EACH = 9;

  private ArgumentLimits() {}

  /**
   * Refuses texts that cannot be arguments.
   *
   * @param name of the call's argument that the texts are from
   * @param texts to be added
   * @param others of the same program
   */
  public static void check(String name, List<String> texts, List<String> others) {
    String tried = "use '" + name + "'";
    if (texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
      throw ToolFailure.invalid(tried, "it contains a NUL character", "remove it or escape it");
    }
    if (texts.stream().anyMatch(text -> bytes(text) > LONGEST)) {
      throw ToolFailure.invalid(
          tried,
          "it is longer than %d bytes".formatted(LONGEST),
          "shorten it, or write it to a file first");
    }
    if (sum(texts) + sum(others) > MOST) {
      throw ToolFailure.invalid(
          tried,
          "together with the command's other arguments it is longer than %d bytes".formatted(MOST),
          "pass less, or write it to a file first");
    }
  }

  private static long sum(List<String> texts) {
    return texts.stream().mapToLong(text -> bytes(text) + EACH).sum();
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
