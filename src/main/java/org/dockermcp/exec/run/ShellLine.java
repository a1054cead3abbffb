package org.dockermcp.exec.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.Shell;
import org.dockermcp.tool.ToolFailure;

/** Makes a program of a shell command line, run by the container's own {@code /bin/sh}. */
public final class ShellLine {
  /**
   * Before our own programs, which must be found although the user's environment has another path.
   */
  static final String OURS = "PATH=${PATH:+$PATH:}/usr/bin:/bin ";

  /** A line that is an argument, with input of a known length piped into it. */
  private static final String WITH_STDIN = OURS + "head -c \"$1\" | /bin/sh -c \"$2\"";

  /** Any program, with input of a known length piped into it. */
  private static final String FED = OURS + "head -c \"$1\" | { shift; exec \"$@\"; }";

  /**
   * A line that comes first in the input, with what is left of the input piped into it. {@code dd}
   * takes exactly the line: busybox's {@code head} would read more than it gives.
   */
  private static final String FROM_STDIN =
      "DOCKER_MCP_LINE=$("
          + OURS
          + "dd bs=\"$1\" count=1 iflag=fullblock 2>/dev/null; echo .)\n"
          + OURS
          + "head -c \"$2\" | { DOCKER_MCP_LINE=${DOCKER_MCP_LINE%.}; set --; eval \"unset"
          + " DOCKER_MCP_LINE; $DOCKER_MCP_LINE\"; }";

  /**
   * A line whose input comes in pieces while it runs, each behind its length, 0 being the end:
   * docker-java delivers no end of input. What reads them is left to itself when the line ends, for
   * then the engine's connection does. The trap keeps this shell when all are asked to end, so that
   * the exit code is the line's own.
   */
  private static final String INTERACTIVE =
      """
      trap : TERM
      exec 3<&0
      { while IFS= read -r size && [ "$size" -gt 0 ]; do
          PATH=${PATH:+$PATH:}/usr/bin:/bin dd bs="$size" count=1 iflag=fullblock || break
        done <&3 3<&- 2>/dev/null &
      } | { exec 3<&-; exec /bin/sh -c "$1"; }
      """;

  /** What one piece holds at most, in bytes. */
  private static final int LONGEST_PIECE = 1 << 15;

  private ShellLine() {}

  /**
   * The program that runs a line and reads pieces of {@link #framed}.
   *
   * @param line any shell text, under 100,000 bytes
   */
  static Program interactive(String line) {
    if (ArgumentLimits.bytes(line) > ArgumentLimits.LONGEST) {
      throw ToolFailure.invalid(
          "start the process",
          "its command line is longer than %d bytes".formatted(ArgumentLimits.LONGEST),
          "write it to a file first and run the file");
    }
    return new Program(Shell.argv(INTERACTIVE, line), "");
  }

  /**
   * Input as an interactive line reads it.
   *
   * @param bytes may be empty
   * @param last whether the line's input ends after it
   */
  public static List<byte[]> framed(byte[] bytes, boolean last) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += LONGEST_PIECE) {
      int to = Math.min(bytes.length, from + LONGEST_PIECE);
      pieces.add(((to - from) + "\n").getBytes(StandardCharsets.US_ASCII));
      pieces.add(Arrays.copyOfRange(bytes, from, to));
    }
    if (last) {
      pieces.add("0\n".getBytes(StandardCharsets.US_ASCII));
    }
    return pieces;
  }

  /**
   * The program that runs a line.
   *
   * @param line any shell text
   * @param stdin what the line's commands read; empty: their input is empty
   */
  public static Program program(String line, String stdin) {
    if (ArgumentLimits.bytes(line) > ArgumentLimits.LONGEST) {
      List<String> argv = Shell.argv(FROM_STDIN, count(line), count(stdin));
      return new Program(argv, line + stdin);
    }
    return stdin.isEmpty()
        ? new Program(List.of(Shell.PATH, "-c", line), "")
        : new Program(Shell.argv(WITH_STDIN, count(stdin), line), stdin);
  }

  /**
   * Any program with its input.
   *
   * @param stdin what it reads; empty: its input is empty
   */
  public static Program fed(List<String> argv, String stdin) {
    if (stdin.isEmpty()) {
      return new Program(argv, "");
    }
    List<String> fed = new ArrayList<>(Shell.argv(FED, count(stdin)));
    fed.addAll(argv);
    return new Program(List.copyOf(fed), stdin);
  }

  public static String count(String text) {
    return Integer.toString(ArgumentLimits.bytes(text));
  }
}
