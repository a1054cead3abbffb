package org.dockermcp.sandbox.reap;

/** Which containers a sweep is about. */
public enum ReapScope {
  /** All of the installation: those are removed that nobody will use again. */
  INSTALLATION,
  /** Those of this server, which ends: those are removed that end with it. */
  THIS_SERVER
}
