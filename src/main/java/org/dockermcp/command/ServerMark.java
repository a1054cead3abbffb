package org.dockermcp.command;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What every command of one server process carries in its environment.
 *
 * @param text {@code NAME=value}, the value random
 */
public record ServerMark(String text) {
  private static final String NAME = "DOCKER_MCP_SERVER=";

  /** A mark that no other process has. */
  public static ServerMark random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return new ServerMark(NAME + HexFormat.of().formatHex(bytes));
  }
}
