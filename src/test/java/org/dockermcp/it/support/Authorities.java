package org.dockermcp.it.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The certificate authorities that this machine trusts: where its network has one of its own,
 * sandboxes need that too.
 */
public final class Authorities {
  /** Where Debian keeps them. */
  private static final Path FILE = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private Authorities() {}

  /** What a server is told of them; nothing where they are kept elsewhere. */
  public static Map<String, String> settings() {
    return Files.isReadable(FILE) ? Map.of("DOCKER_MCP_CA_BUNDLE", FILE.toString()) : Map.of();
  }
}
