package org.dockermcp.it.support;

/** The images that {@code src/setup/images.sh} makes. */
public final class Images {
  /** Debian 12 with apt, Python 3.11, pip, venv, Node.js 18 and npm. */
  public static final String DEBIAN = "docker-mcp/debian:12";

  /** busybox and nothing else. */
  public static final String BUSYBOX = "docker-mcp/busybox:1";

  /** busybox whose user is 1000:1000, with a setuid {@code /usr/setuid/sleep}. */
  public static final String USER_1000 = "docker-mcp/user-1000:1";

  /** busybox with an {@code apk} that records what it is told. */
  public static final String APK_STUB = "docker-mcp/apk-stub:1";

  /** One program, {@code sleep}, and no shell. */
  public static final String NO_SHELL = "docker-mcp/no-shell:1";

  private Images() {}
}
