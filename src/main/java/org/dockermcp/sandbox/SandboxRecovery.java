package org.dockermcp.sandbox;

/** What it took to have a sandbox run, and so what its processes and files have gone through. */
public enum SandboxRecovery {
  /** Nothing: it was running, as it was left. */
  NONE,
  /** It was paused; its processes continue. */
  UNPAUSED,
  /** It was stopped; its processes are lost, its files are there. */
  STARTED,
  /** Others have restarted it since it was last used; its processes of before are lost. */
  RESTARTED,
  /** This server has restarted it, since a job that was left in it filled the disk. */
  RESTARTED_FOR_DISK,
  /** It was gone and was recreated on its volume; its other files are lost too. */
  RECREATED;

  /** Whether this call had to have it started. */
  public boolean tookStarting() {
    return this == UNPAUSED || this == STARTED;
  }

  /** Whether its processes of before are lost. */
  public boolean lostProcesses() {
    return this != NONE && this != UNPAUSED;
  }
}
