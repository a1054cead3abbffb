package org.dockermcp.exec;

import org.dockermcp.sandbox.SandboxRecovery;
import org.jspecify.annotations.Nullable;

/** Results of commands that took 12 ms and whose output came whole. */
public final class CommandResultFixture {
  private CommandResultFixture() {}

  /** Of one that ended by itself. */
  public static CommandResult ended(String stdout, String stderr, int exitCode) {
    return of(stdout, stderr, exitCode, null, SandboxRecovery.NONE);
  }

  /** Of one that was killed at its timeout. */
  public static CommandResult timedOut(String stdout) {
    return of(stdout, "", null, null, SandboxRecovery.NONE);
  }

  /** Of one that was stopped at a limit of the disk. */
  public static CommandResult stopped(String diskLimitReason, String stderr) {
    return of("", stderr, null, diskLimitReason, SandboxRecovery.NONE);
  }

  /** Of one in a container that had gone through something before. */
  public static CommandResult after(
      SandboxRecovery recovery, String stdout, String stderr, int code) {
    return of(stdout, stderr, code, null, recovery);
  }

  private static CommandResult of(
      String stdout,
      String stderr,
      @Nullable Integer exitCode,
      @Nullable String diskLimitReason,
      SandboxRecovery recovery) {
    return new CommandResult(
        stdout,
        stderr,
        exitCode,
        12,
        exitCode == null && diskLimitReason == null,
        false,
        false,
        new CommandResult.Omitted(0, 0),
        false,
        diskLimitReason,
        null,
        recovery,
        false,
        null,
        null,
        null);
  }
}
