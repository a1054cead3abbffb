package org.dockermcp.engine.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();

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
    if (first.size() < MOST) {
      first.write(chunk, 0, Math.min(chunk.length, MOST - first.size()));
    }
    request.output().stdout(chunk);
  }

  /** What came first of its standard output. */
  synchronized String beginning() {
    return first.toString(StandardCharsets.UTF_8);
  }
}
