package org.dockermcp.sandbox.lease;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dockermcp.Programs;

/** Another server process of an installation, which lives until it is killed. */
final class LivingServer implements AutoCloseable {
  private final Process process;
  private final String id;

  LivingServer(Path folder, String... sessions) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Programs.java(),
                "-cp",
                System.getProperty("java.class.path"),
                LivingServer.class.getName(),
                folder.toString()));
    command.addAll(List.of(sessions));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    id = Objects.requireNonNull(lines.readLine());
  }

  /** What runs there: enters the folder, uses the sessions, says its id and waits. */
  public static void main(String[] arguments) throws IOException {
    ServerRegistry servers = new ServerRegistry(Path.of(arguments[0]));
    servers.enter();
    servers.uses("unix:///engine");
    servers.refresh();
    Leases leases = new Leases(servers, Duration.ZERO);
    for (int i = 1; i < arguments.length; i++) {
      leases.used(arguments[i]);
    }
    System.out.println(servers.id());
    System.exit(System.in.read());
  }

  String id() {
    return id;
  }

  /** Ends it without a word. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
