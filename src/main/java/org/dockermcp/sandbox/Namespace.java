package org.dockermcp.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.dockermcp.tool.Principal;

/**
 * The names that a principal's containers and volumes have in the engine, where a name is given
 * only once.
 *
 * <p>Those of the local principal are as callers see them; those of others have a prefix of their
 * own, so that no principal can tell by a name that is taken what another has.
 */
final class Namespace {
  private static final int HASHED_BYTES = 8;

  /** No generated name has an underscore. */
  private static final String PREFIX = "mcp_%s_";

  private static final Pattern PREFIXED = Pattern.compile("mcp_[0-9a-f]{16}_.*");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");

  private Namespace() {}

  /** The name in the engine of a container that callers know by this name. */
  static String containerName(Principal principal, String name) {
    return prefix(principal) + name;
  }

  /** The name by which callers know a container. */
  static String shownName(Principal principal, String containerName) {
    String prefix = prefix(principal);
    return containerName.startsWith(prefix)
        ? containerName.substring(prefix.length())
        : containerName;
  }

  /** The name of a session's volume; the local principal's are those of the Python server. */
  static String volumeName(Principal principal, String session) {
    return isLocal(principal)
        ? "mcp-session-" + session
        : "mcp-session_%s_%s".formatted(hash(principal), session);
  }

  /** What to ask the engine for where a caller gives a name or an id. */
  static String lookup(Principal principal, String nameOrId) {
    return isId(nameOrId) ? nameOrId : containerName(principal, nameOrId);
  }

  /**
   * Whether a principal may give this name to a container: not one of another's, nor one that
   * {@link #lookup} would take for an id.
   */
  static boolean isFree(Principal principal, String name) {
    return !PREFIXED.matcher(name).matches() && (isLocal(principal) || !isId(name));
  }

  private static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static boolean isLocal(Principal principal) {
    return principal.equals(Principal.LOCAL);
  }

  private static String prefix(Principal principal) {
    return isLocal(principal) ? "" : PREFIX.formatted(hash(principal));
  }

  private static String hash(Principal principal) {
    return digest(principal.name(), HASHED_BYTES);
  }

  /** The first bytes of a text's digest, as hex digits; the same on every machine. */
  static String digest(String text, int bytes) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
