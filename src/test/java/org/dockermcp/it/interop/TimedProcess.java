package org.dockermcp.it.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process that is killed with all its children when its time is over, so that no read from it
 * waits for ever.
 */
final class TimedProcess implements AutoCloseable {
  private static final int MINUTES = 8;
  private static final int SECONDS_TO_END = 20;

  private final Process process;
  private final Path errors;
  private final BufferedWriter input;
  private final BufferedReader output;
  private final CompletableFuture<Process> end;

  private TimedProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.input = process.outputWriter();
    this.output = process.inputReader();
    this.end = process.onExit().orTimeout(MINUTES, TimeUnit.MINUTES).whenComplete(this::endLate);
  }

  /** Starts it with these environment variables beside our own. */
  static TimedProcess start(List<String> command, Map<String, String> environment) {
    try {
      Path errors = Files.createTempFile("docker-mcp-errors", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      return new TimedProcess(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a line and waits for the line that answers it. */
  String ask(String line) {
    try {
      input.write(line);
      input.newLine();
      input.flush();
      String answer = output.readLine();
      assertThat(answer).as("answer to %s, after %s", line, errors()).isNotNull();
      return answer;
    } catch (IOException e) {
      throw new AssertionError(errors(), e);
    }
  }

  /** Everything it writes to standard output until it ends. */
  String output() {
    return output.lines().collect(Collectors.joining("\n"));
  }

  /** What it and its children have written to standard error. */
  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its exit code, once it has ended by itself. */
  int exitCode() {
    try {
      return end.get(SECONDS_TO_END, TimeUnit.SECONDS).exitValue();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("It did not end by itself, after " + errors(), e);
    }
  }

  /** Closes its input, after which it must end by itself, and its children with it. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    try {
      input.close();
      exitCode();
      assertThat(children).as("left behind").noneMatch(ProcessHandle::isAlive);
      Files.delete(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
      kill();
    }
  }

  /** Killing one that has ended would close what it wrote before it is read. */
  private void endLate(Process ended, @Nullable Throwable late) {
    if (late != null) {
      kill();
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
