package org.dockermcp.sandbox.reap;

/** Why a container is reaped, to stand in a sentence. */
public enum ReapReason {
  SERVER_ENDED("its server has ended"),
  SESSION_EXPIRED("its session has expired"),
  NEVER_STARTED("it was never started"),
  PENDING_REMOVAL("its removal had failed"),
  ORPHANED("it stopped long ago, and no server is known that made it");

  private final String words;

  ReapReason(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
