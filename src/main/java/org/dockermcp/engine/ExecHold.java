package org.dockermcp.engine;

import java.util.List;

/**
 * A program to start in a running container, as the container's own user, whose input is open and
 * empty for as long as this process lives.
 *
 * @param containerId full id
 * @param argv program and arguments
 * @param environment {@code NAME=value} each
 * @param workingDir absolute path; empty: the container's own
 * @param ended run when the program, or the connection to it, has ended; by any thread
 */
public record ExecHold(
    String containerId,
    List<String> argv,
    List<String> environment,
    String workingDir,
    Runnable ended) {}
