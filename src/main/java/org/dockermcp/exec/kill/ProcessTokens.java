package org.dockermcp.exec.kill;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens that this server's processes carry in their environment: the server's, and that of
 * their command. Safe for use by many threads.
 *
 * <p>A command's token is its call's id and a code (HMAC-SHA256) that only this process can
 * compute, for one container. So tokens need not be stored, a background job may outlive any number
 * of commands, and a program cannot forge one; it can copy one.
 */
public final class ProcessTokens {
  /** The environment variable that carries a command's token. */
  static final String NAME = "DOCKER_MCP_MARK=";

  private static final String SERVER = "DOCKER_MCP_SERVER=";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int CODE_BYTES = 8;
  private static final char BEFORE_CODE = '_';

  /** Of what variable comes next a shell, which drops the NUL between, cannot see the beginning. */
  private static final String END = ".";

  private final String server;
  private final SecretKeySpec key;

  private ProcessTokens(String server, SecretKeySpec key) {
    this.server = server;
    this.key = key;
  }

  /** Tokens that no other server process can sign. */
  public static ProcessTokens random() {
    SecureRandom random = new SecureRandom();
    byte[] server = new byte[8];
    byte[] key = new byte[32];
    random.nextBytes(server);
    random.nextBytes(key);
    return new ProcessTokens(HexFormat.of().formatHex(server), new SecretKeySpec(key, ALGORITHM));
  }

  /** What tells this server process from others; 16 hex digits. */
  String serverId() {
    return server;
  }

  /** {@code NAME=value}, in the environment of all this server's commands. */
  public String ofServer() {
    return SERVER + server;
  }

  /**
   * {@code NAME=value}.
   *
   * @param id of a call, or a word for what is the server's own; digits and small letters
   */
  public String of(String containerId, String id) {
    return NAME + id + BEFORE_CODE + code(containerId, id) + END;
  }

  /**
   * Whether this server signed a token for a container.
   *
   * @param token the value without its end
   */
  boolean isOurs(String containerId, String token) {
    int at = token.indexOf(BEFORE_CODE);
    return at > 0
        && MessageDigest.isEqual(
            bytes(token.substring(at + 1)), bytes(code(containerId, token.substring(0, at))));
  }

  private String code(String containerId, String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] code = mac.doFinal(bytes(containerId + " " + id));
      return HexFormat.of().formatHex(Arrays.copyOf(code, CODE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
