package org.dockermcp.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels by which this server knows its own objects; the first two are the Python server's.
 *
 * <p>An object that this server creates has all of them, those that say nothing with an empty
 * value: a container has its image's labels too, and one of the same key in the image must not
 * count.
 */
public final class Labels {
  static final String MANAGED = "mcp-managed";
  public static final String SESSION = "mcp-session";

  /** The installation that made the object. */
  static final String OWNER = "mcp-owner";

  /** The principal that the object belongs to. */
  static final String PRINCIPAL = "mcp-principal";

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

  /** A digest of all that must be equal for a sandbox to be reused. */
  public static final String FINGERPRINT = "mcp-fingerprint";

  /** The volume that goes with a sandbox without a session, where the engine would leave it. */
  public static final String VOLUME = "mcp-volume";

  /** The session whose workspace an ephemeral sandbox has. */
  public static final String WORKSPACE_SESSION = "mcp-workspace-session";

  private static final List<String> ALL =
      List.of(
          MANAGED,
          SESSION,
          OWNER,
          PRINCIPAL,
          SERVER,
          CONTAINER,
          IMAGE,
          NETWORK,
          LIMITS,
          ENVIRONMENT,
          FINGERPRINT,
          VOLUME,
          WORKSPACE_SESSION);

  private Labels() {}

  /** All labels with empty values, to be filled. */
  static Map<String, String> blank() {
    Map<String, String> blank = new LinkedHashMap<>();
    ALL.forEach(label -> blank.put(label, ""));
    return blank;
  }

  /** The value of a label; an empty one counts as none. */
  public static Optional<String> read(Map<String, String> labels, String label) {
    return Optional.ofNullable(labels.get(label)).filter(value -> !value.isEmpty());
  }
}
