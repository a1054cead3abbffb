package org.dockermcp.sandbox;

/** The labels by which this server knows its own objects; the first two are the Python server's. */
final class Labels {
  static final String MANAGED = "mcp-managed";
  static final String SESSION = "mcp-session";

  /** The installation that made the object. */
  static final String OWNER = "mcp-owner";

  /** The server process that made the object, which ends with it if it has no session. */
  static final String SERVER = "mcp-server";

  /** The container that a network is lent to. */
  static final String CONTAINER = "mcp-container";

  /** The image as its creator asked for it. */
  static final String IMAGE = "mcp-image";

  /** Whether the sandbox has a network: {@code true} or {@code false}. */
  static final String NETWORK = "mcp-network";

  /** The limits, which a listing of the engine's does not tell. */
  static final String LIMITS = "mcp-limits";

  /** What its creator wants in the environment of commands; only those have it. */
  static final String ENVIRONMENT = "mcp-environment";

  /** A digest of all that must be alike for a sandbox to be used again. */
  static final String LIKENESS = "mcp-likeness";

  /** The volume that goes with a sandbox without a session, where the engine would leave it. */
  static final String VOLUME = "mcp-volume";

  /** The session whose workspace a sandbox has that belongs to one call alone. */
  static final String GUEST_OF = "mcp-guest-of";

  private Labels() {}
}
