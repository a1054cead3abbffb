package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An engine that can pull the images that READMEs name: the machine's own where it reaches Docker
 * Hub, else a second one with a mirror, by {@code src/setup/second-engine.sh}.
 */
final class ReadmeEngine implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src/setup/second-engine.sh");

  private final Map<String, String> settings;
  private final List<String> stop;

  private ReadmeEngine(Map<String, String> settings, List<String> stop) {
    this.settings = settings;
    this.stop = stop;
  }

  static ReadmeEngine start() {
    if (run(List.of("docker", "manifest", "inspect", "python:3.11-slim")).succeeded()) {
      return new ReadmeEngine(Map.of(), List.of());
    }
    try {
      String folder = Files.createTempDirectory("docker-mcp-readme").toString();
      Outcome started = run(script("start", folder, "--registry"));
      assertThat(started.succeeded()).as(started.output()).isTrue();
      return new ReadmeEngine(
          Map.of("DOCKER_HOST", "unix://" + folder + "/docker.sock"), script("stop", folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> script(String... arguments) {
    return Stream.concat(Stream.of("bash", SCRIPT.toString()), Stream.of(arguments)).toList();
  }

  private record Outcome(boolean succeeded, String output) {}

  private static Outcome run(List<String> command) {
    try (TimedProcess program = TimedProcess.start(command, Map.of())) {
      String output = program.output();
      return new Outcome(program.exitCode() == 0, output + program.errors());
    }
  }

  /** What the server needs to be told to use this engine. */
  Map<String, String> settings() {
    return settings;
  }

  @Override
  public void close() {
    if (!stop.isEmpty()) {
      Outcome stopped = run(stop);
      assertThat(stopped.succeeded()).as(stopped.output()).isTrue();
    }
  }
}
