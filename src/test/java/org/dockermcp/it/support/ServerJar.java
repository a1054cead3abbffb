package org.dockermcp.it.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dockermcp.Programs;

/**
 * The jar of an installation, and how the tests start it.
 *
 * @param path absolute
 */
public record ServerJar(Path path) {

  /** What was built, in the installation of this fork. */
  public static ServerJar built() {
    return of(System.getProperty("docker-mcp.jar", "target/docker-mcp.jar"));
  }

  public static ServerJar of(String path) {
    return new ServerJar(Path.of(path).toAbsolutePath());
  }

  /**
   * As a client starts it, but for half the processor time: without the JVM's second compiler, and
   * from the archive of its classes, where one lies beside it.
   *
   * @param heap such as {@code 256m}
   */
  public List<String> command(String heap) {
    List<String> command = new ArrayList<>(commandAsDocumented(heap));
    command.add(1, "-XX:TieredStopAtLevel=1");
    Path archive = path.resolveSibling("docker-mcp.jsa");
    if (Files.exists(archive)) {
      // An archive that does not fit is not used, and must not be told of on standard output.
      command.addAll(1, List.of("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + archive));
    }
    return command;
  }

  /** As the README says, with the JVM that runs the tests. */
  public List<String> commandAsDocumented(String heap) {
    return List.of(Programs.java(), "-Xmx" + heap, "-jar", path.toString());
  }
}
