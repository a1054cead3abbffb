package org.dockermcp.exec.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dockermcp.exec.Program;

/** Runs a program with this machine's own shell, as an exec would: its input stays open. */
public record HostShell(Path folder) {

  /** What became of it. */
  public record Outcome(String stdout, String stderr, int exitCode) {}

  public Outcome run(Program program) throws IOException, InterruptedException {
    return run(program, Map.of());
  }

  public Outcome run(Program program, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path stdout = folder.resolve("stdout");
    Path stderr = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(program.argv())
            .directory(Files.createDirectories(folder.resolve("work")).toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(program.stdin().getBytes(StandardCharsets.UTF_8));
      stdin.flush();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: it waits for the end of its input");
      }
    } catch (IOException e) {
      // It ended without reading all of its input, as head does.
      process.waitFor();
    }
    return new Outcome(text(stdout), text(stderr), process.exitValue());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
