package org.dockermcp.it.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The built jar as a command.
 *
 * @param folder it is started in
 * @param plain whether it is started just as a person does, which takes longer
 */
public record ServerCommand(Path folder, boolean plain) {

  /** A client that calls list_containers once and leaves. */
  public static final String ONE_CALL =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_containers","arguments":{}}}
      """;

  public ServerCommand(Path folder) {
    this(folder, false);
  }

  /** What became of it. */
  public record Outcome(int exitCode, String stdout, String stderr) {}

  /** Runs it to its end, with an input that is empty. */
  public Outcome run(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    return run(settings, "", List.of(arguments));
  }

  /** Serves a client that sends this and leaves. */
  public Outcome serve(Map<String, String> settings, String input)
      throws IOException, InterruptedException {
    return run(settings, input, List.of());
  }

  private Outcome run(Map<String, String> settings, String input, List<String> arguments)
      throws IOException, InterruptedException {
    ServerJar jar = ServerJar.built();
    List<String> argv =
        new ArrayList<>(plain ? jar.commandAsDocumented("256m") : jar.command("256m"));
    argv.addAll(arguments);
    Path stdout = Files.createTempFile("docker-mcp", ".out");
    Path stderr = Files.createTempFile("docker-mcp", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(folder.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().putAll(settings);
    Process process = builder.start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    Outcome outcome =
        new Outcome(process.waitFor(), Files.readString(stdout), Files.readString(stderr));
    Files.delete(stdout);
    Files.delete(stderr);
    return outcome;
  }
}
