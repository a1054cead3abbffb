package org.dockermcp.engine;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command to be run in a running container.
 *
 * @param containerId full id
 * @param argv program and arguments, each as it is
 * @param environment {@code NAME=value} each, beside the container's own; may be empty
 * @param user {@code uid:gid} to run as; empty: the container's own
 * @param workingDir absolute
 * @param stdin what the command can read, sent as it comes; empty: nothing. Its end is not
 *     delivered (docker-java), so a reader must know the length
 * @param timeout after which the stream is closed; the command itself is not ended by that
 * @param made when this request was
 * @param output gets what the command writes
 */
public record ExecRequest(
    String containerId,
    List<String> argv,
    List<String> environment,
    String user,
    String workingDir,
    Optional<InputStream> stdin,
    Duration timeout,
    Instant made,
    OutputSink output) {

  /** As camel-docker takes it: it would split a text at semicolons. */
  public String[] argvArray() {
    return argv.toArray(String[]::new);
  }

  /** Whether the command reads anything. */
  public boolean hasStdin() {
    return stdin.isPresent();
  }
}
