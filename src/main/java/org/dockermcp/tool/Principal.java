package org.dockermcp.tool;

import java.util.regex.Pattern;

/**
 * On whose behalf a call is made, as the transport has authenticated it: sessions, outputs and
 * processes belong to one principal, and no other sees or uses them.
 *
 * @param name 1 to 64 characters of {@code a-z}, {@code 0-9}, {@code .}, {@code _} and {@code -}
 */
public record Principal(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

  /** The one principal of a server that is spoken to over standard input and output. */
  public static final Principal LOCAL = new Principal("local");

  public Principal {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a principal's name must match " + NAME);
    }
  }
}
