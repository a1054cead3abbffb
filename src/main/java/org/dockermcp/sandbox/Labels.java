package org.dockermcp.sandbox;

/** The labels by which this server knows its own objects; the first two are the Python server's. */
public final class Labels {
  static final String MANAGED = "mcp-managed";
  public static final String SESSION = "mcp-session";

  /** The installation that made the object. */
  static final String OWNER = "mcp-owner";

  /** The server process that made the object, which ends with it if it has no session. */
  public static final String SERVER = "mcp-server";

  /** The container that a network is lent to. */
  public static final String CONTAINER = "mcp-container";

  /** The image as its creator asked for it. */
  public static final String IMAGE = "mcp-image";

  /** Whether the sandbox has a network: {@code true} or {@code false}. */
  public static final String NETWORK = "mcp-network";

  /** The limits, which a listing of the engine's does not tell. */
  public static final String LIMITS = "mcp-limits";

  /** What its creator wants in the environment of commands; only those have it. */
  public static final String ENVIRONMENT = "mcp-environment";

  /** A digest of all that must be alike for a sandbox to be used again. */
  public static final String LIKENESS = "mcp-likeness";

  /** The volume that goes with a sandbox without a session, where the engine would leave it. */
  public static final String VOLUME = "mcp-volume";

  /** The session whose workspace a sandbox has that belongs to one call alone. */
  public static final String GUEST_OF = "mcp-guest-of";

  private Labels() {}
}
