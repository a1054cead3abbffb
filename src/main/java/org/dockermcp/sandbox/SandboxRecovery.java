package org.dockermcp.sandbox;

/** What it took to have a sandbox run, and so what its processes and files have gone through. */
public enum SandboxRecovery {
  /** Nothing: it was running, as it was left. */
  NONE,
  /** It was paused; all that ran in it goes on. */
  UNPAUSED,
  /** It was stopped; what ran in it is gone, its files are there. */
  STARTED,
  /** Others have restarted it since it was last used; what ran in it then is gone. */
  RESTARTED,
  /** It was gone and was made anew on its volume; its other files are gone too. */
  REMADE;

  /** Whether this call had to have it started. */
  public boolean tookStarting() {
    return this == UNPAUSED || this == STARTED;
  }

  /** Whether what ran in it is gone. */
  public boolean lostProcesses() {
    return this == STARTED || this == RESTARTED || this == REMADE;
  }
}
