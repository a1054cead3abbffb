package org.dockermcp.it.interop;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockermcp.it.support.Authorities;
import org.dockermcp.it.support.ServerJar;

/** The clients that {@code src/setup/clients.sh} installs, each started on the built jar. */
final class Clients {
  private static final Path HOME = Path.of("target/interop").toAbsolutePath();
  private static final List<String> SERVER = ServerJar.built().command("256m");

  private Clients() {}

  /**
   * The official TypeScript SDK.
   *
   * @param line 1 or 2
   */
  static SdkClient typescript(String line) {
    return new SdkClient(
        start(List.of(path("bin/node"), path("node/client.mjs"), line), List.of(), Map.of()));
  }

  /** The official Python SDK; the settings are the server's. */
  static SdkClient python(Map<String, String> settings, String... options) {
    List<String> client =
        Stream.concat(Stream.of(path("python/bin/python"), path("client.py")), Stream.of(options))
            .toList();
    return new SdkClient(start(client, List.of(), settings));
  }

  /** The Inspector's command line, with these options after the server's command. */
  static TimedProcess inspector(List<String> options) {
    return start(List.of(path("bin/mcp-inspector"), "--cli"), options, Map.of());
  }

  private static String path(String program) {
    return HOME.resolve(program).toString();
  }

  private static TimedProcess start(
      List<String> client, List<String> options, Map<String, String> settings) {
    List<String> command = Stream.of(client, SERVER, options).flatMap(List::stream).toList();
    Map<String, String> environment = new LinkedHashMap<>(settings);
    environment.put("PATH", HOME.resolve("bin") + ":" + System.getenv("PATH"));
    environment.putAll(Authorities.settings());
    return TimedProcess.start(command, environment);
  }
}
