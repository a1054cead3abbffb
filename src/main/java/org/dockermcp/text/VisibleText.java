package org.dockermcp.text;

/**
 * Makes a program's output fit to be read: what would act on a terminal or hide from a reader is
 * shown instead. Line ends and tabs stay.
 *
 * <p>Without this, escape sequences could colour, link or copy to the clipboard, a carriage return
 * could overprint what stands before it, and bidirectional or zero-width characters could make a
 * text read otherwise than it is.
 */
public final class VisibleText {
  private static final char PICTURES = '\u2400';
  private static final char DELETE = '\u007F';
  private static final char DELETE_PICTURE = '\u2421';

  private VisibleText() {}

  /** The text with no control or invisible characters but {@code \n} and {@code \t}. */
  public static String of(String text) {
    String lines = text.replace("\r\n", "\n");
    if (lines.codePoints().noneMatch(VisibleText::isHidden)) {
      return lines;
    }
    StringBuilder shown = new StringBuilder(lines.length() + 64);
    lines.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (!isHidden(point)) {
      shown.appendCodePoint(point);
    } else if (point < ' ') {
      shown.append((char) (PICTURES + point));
    } else if (point == DELETE) {
      shown.append(DELETE_PICTURE);
    } else {
      shown.append("<U+%04X>".formatted(point));
    }
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\t';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> isBlankLetter(point) || isVariationOfNothing(point);
    };
  }

  /** Fillers and joiners that Unicode counts as letters or marks and that show nothing. */
  private static boolean isBlankLetter(int point) {
    return switch (point) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
      default -> false;
    };
  }

  /** Selectors that can carry a hidden text; not the one that makes a sign an emoji. */
  private static boolean isVariationOfNothing(int point) {
    return (point >= 0xFE00 && point < 0xFE0E) || (point >= 0xE0100 && point <= 0xE01EF);
  }
}
