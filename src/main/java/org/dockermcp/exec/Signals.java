package org.dockermcp.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of the signals that end programs, by the numbers they have on Linux. */
public final class Signals {
  /** What a shell, and Docker, add to a signal's number to make an exit code. */
  private static final int ENDED_BY = 128;

  /** By number, beginning with 1; those of x86 and ARM (signal(7)). */
  private static final List<String> NAMES =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGBUS",
          "SIGFPE",
          "SIGKILL",
          "SIGUSR1",
          "SIGSEGV",
          "SIGUSR2",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGSTKFLT",
          "SIGCHLD",
          "SIGCONT",
          "SIGSTOP",
          "SIGTSTP",
          "SIGTTIN",
          "SIGTTOU",
          "SIGURG",
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          "SIGWINCH",
          "SIGIO",
          "SIGPWR",
          "SIGSYS");

  private Signals() {}

  /**
   * The signal that an exit code tells.
   *
   * <p>By convention: a program that exits with 137 by itself cannot be told from one that SIGKILL
   * ended.
   *
   * @return null when it tells none, or there is no exit code
   */
  public static @Nullable String name(@Nullable Integer exitCode) {
    int number = exitCode == null ? 0 : exitCode - ENDED_BY;
    return number >= 1 && number <= NAMES.size() ? NAMES.get(number - 1) : null;
  }
}
