package org.dockermcp.exec;

import java.util.List;

/**
 * What is executed.
 *
 * @param argv program and arguments
 * @param stdin what it reads; its length is known to the program, for its end is not told
 */
public record Program(List<String> argv, String stdin) {}
