package org.dockermcp.engine.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ExecRequest;

/**
 * An exec that the engine has created, as the steps of {@code engine-exec} hand it on; what it
 * writes is taken by one thread at a time, and read when that has ended.
 */
final class DockerExec {
  /** Longer than any text by which Docker says that a program could not be started. */
  private static final int MOST = 4096;

  private final String id;
  private final ExecRequest request;
  private final ByteArrayOutputStream firstOut = new ByteArrayOutputStream();
  private final ByteArrayOutputStream firstErr = new ByteArrayOutputStream();

  DockerExec(String id, ExecRequest request) {
    this.id = id;
    this.request = request;
  }

  String id() {
    return id;
  }

  ExecRequest request() {
    return request;
  }

  /** Passes on what it wrote to its standard output, and keeps what came first. */
  synchronized void stdout(byte[] chunk) {
    keep(firstOut, chunk);
    request.output().stdout(chunk);
  }

  /** Passes on what it wrote to its standard error, and keeps what came first. */
  synchronized void stderr(byte[] chunk) {
    keep(firstErr, chunk);
    request.output().stderr(chunk);
  }

  private static void keep(ByteArrayOutputStream first, byte[] chunk) {
    first.write(chunk, 0, Math.min(chunk.length, MOST - first.size()));
  }

  /** Why it was not started, by its exit code and what came first; empty when it was. */
  synchronized Optional<EngineFault.StartRefused> startRefused(long exitCode) {
    return DockerErrors.startRefused(
        exitCode,
        firstOut.toString(StandardCharsets.UTF_8),
        firstErr.toString(StandardCharsets.UTF_8));
  }
}
