package org.dockermcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine to their end. */
public final class Programs {
  private static final int PATIENCE_SECONDS = 180;

  private Programs() {}

  /** The {@code java} of this JVM, whatever the {@code PATH} has. */
  public static String java() {
    return ofThisJvm("java");
  }

  /** A program that comes with this JVM. */
  public static String ofThisJvm(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** What a program writes to standard output; it must end with 0 within three minutes. */
  public static String run(String... command) {
    return run(Map.of(), List.of(command));
  }

  /**
   * The same.
   *
   * @param environment beside this process's own
   */
  public static String run(Map<String, String> environment, List<String> command) {
    try {
      // Files, for what it leaves running may hold its streams.
      Path output = Files.createTempFile("docker-mcp", ".out");
      Path errors = Files.createTempFile("docker-mcp", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended && process.exitValue() == 0)
            .as("%s: %s%s", command, Files.readString(output), Files.readString(errors))
            .isTrue();
        return Files.readString(output);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
