package org.dockermcp.sandbox;

/** What it took to have a sandbox run, and so what its processes and files have gone through. */
public enum Revival {
  /** Nothing: it was running, as it was left. */
  NONE,
  /** It was paused; all that ran in it goes on. */
  UNPAUSED,
  /** It was stopped; what ran in it is gone, its files are there. */
  STARTED,
  /** It was gone and was made anew on its volume; its other files are gone too. */
  REMADE;

  /** Whether it was not running as it had been left. */
  public boolean tookStarting() {
    return this == UNPAUSED || this == STARTED;
  }

  /** Whether what ran in it is gone. */
  public boolean lostProcesses() {
    return this == STARTED || this == REMADE;
  }
}
