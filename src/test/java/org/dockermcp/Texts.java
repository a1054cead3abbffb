package org.dockermcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Texts that a caller may send, for what parses them. */
public final class Texts {
  /** Each is a text that some program, shell, path or template takes for more than a text. */
  private static final String[] TRICKS = {
    "",
    " ",
    "-rm",
    "--",
    "..",
    "../x",
    "a/../b",
    "/",
    "a/b",
    "a b",
    "a\nb",
    "a\0b",
    "a\r",
    "${env:HOME}",
    "${body}",
    "{{x}}",
    "#{x}",
    "$(id)",
    "`id`",
    "; touch /pwn",
    "a && b",
    "a|b",
    "'",
    "\"",
    "\\",
    "%s",
    "%n",
    "\u202ex",
    "\u001b[31m",
    "\ud800",
    "é",
    "null",
    "a:b",
    "a@b",
    "a=b"
  };

  private static final int LONGEST_MESSAGE = 2_000;

  private Texts() {}

  /** Any text: random, a trick, tricks within others, or a very long one. */
  public static Arbitrary<String> any() {
    Arbitrary<String> trick = Arbitraries.of(TRICKS);
    Arbitrary<String> printable = Arbitraries.strings().ascii().ofMaxLength(300);
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(300),
        printable,
        trick,
        trick.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("a", parts)),
        printable.flatMap(text -> trick.map(it -> text + it)),
        Arbitraries.of("a", "a/", "é", ".", "-", "a ").map(unit -> unit.repeat(10_240)));
  }

  /** A first character and others after it, in all at most so many. */
  public static Arbitrary<String> of(String first, String rest, int least, int most) {
    return Arbitraries.of(first.chars().mapToObj(c -> (char) c).toList())
        .flatMap(
            head ->
                Arbitraries.strings()
                    .withChars(rest.toCharArray())
                    .ofMinLength(least - 1)
                    .ofMaxLength(most - 1)
                    .map(tail -> head + tail));
  }

  /** Whether a text is taken; if it is not, it is refused as every argument is. */
  public static boolean isTaken(ThrowingCallable parsing) {
    try {
      parsing.call();
      return true;
    } catch (Throwable fault) {
      assertThatExceptionOfType(ToolFailure.class)
          .isThrownBy(parsing)
          .satisfies(
              failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(failure.message())
                    .startsWith("Could not ")
                    .endsWith(".")
                    .hasSizeLessThan(LONGEST_MESSAGE)
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
              });
      return false;
    }
  }
}
