package org.dockermcp.app;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.dockermcp.settings.Settings;

/** Where this installation lies: the folder above the one that holds the jar. */
public final class Installation {
  private static final String ROUTES = "routes";

  private Installation() {}

  /** The folder of the tools: the operator's, else the installation's own. */
  public static Path routes(Settings settings) {
    return settings.routes().orElseGet(Installation::shippedRoutes);
  }

  /** The folder of the tools that came with the installation. */
  public static Path shippedRoutes() {
    return folder().resolve(ROUTES);
  }

  /**
   * Tells this installation's objects in an engine from those of every other, be it on another
   * machine; the same at every start.
   */
  public static String owner() {
    return owner(folder());
  }

  /**
   * The owner that an installation of this machine is.
   *
   * @param folder above the one that holds its jar
   */
  public static String owner(Path folder) {
    return owner(folder, MachineId.get());
  }

  static String owner(Path folder, String machine) {
    byte[] place = (folder + "\n" + machine).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(place).toString().substring(0, 8);
  }

  /** Never the working folder, which belongs to whoever starts the client. */
  private static Path folder() {
    try {
      Path code =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path above = code.toAbsolutePath().getParent();
      Path home = above == null ? null : above.getParent();
      if (home == null) {
        throw new IllegalStateException(code + " is not in a folder of a folder");
      }
      return home;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
