package org.dockermcp.command;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes a program of a shell command line, run by the container's own {@code /bin/sh}. */
public final class ShellLine {
  private static final String SHELL = "/bin/sh";

  /** Well under the 128 KiB that Linux allows one argument. */
  private static final int LONGEST_ARGUMENT = 100_000;

  /** A line that is an argument, with input of a known length piped into it. */
  private static final String WITH_STDIN = "head -c \"$1\" | /bin/sh -c \"$2\"";

  /**
   * A line that comes first in the input, with what is left of the input piped into it. {@code dd}
   * takes exactly the line: busybox's {@code head} would read more than it gives.
   */
  private static final String FROM_STDIN =
      "DOCKER_MCP_LINE=$(dd bs=\"$1\" count=1 iflag=fullblock 2>/dev/null; echo .)\n"
          + "head -c \"$2\" | { DOCKER_MCP_LINE=${DOCKER_MCP_LINE%.}; set --; eval \"unset"
          + " DOCKER_MCP_LINE; $DOCKER_MCP_LINE\"; }";

  private ShellLine() {}

  /**
   * The program that runs a line.
   *
   * @param line any shell text
   * @param stdin what the line's commands read; empty: their input is empty
   */
  public static Program program(String line, String stdin) {
    if (bytes(line) > LONGEST_ARGUMENT) {
      List<String> argv = List.of(SHELL, "-c", FROM_STDIN, SHELL, count(line), count(stdin));
      return new Program(argv, line + stdin);
    }
    return stdin.isEmpty()
        ? new Program(List.of(SHELL, "-c", line), "")
        : new Program(List.of(SHELL, "-c", WITH_STDIN, SHELL, count(stdin), line), stdin);
  }

  static String count(String text) {
    return Integer.toString(bytes(text));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
