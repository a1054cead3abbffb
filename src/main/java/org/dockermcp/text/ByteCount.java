package org.dockermcp.text;

import java.util.Locale;

/** A number of bytes as people read it. */
public final class ByteCount {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  private static final int STEP = 1024;

  private ByteCount() {}

  /** Such as {@code 17.2 GiB}; up to 1023 bytes exactly. */
  public static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
