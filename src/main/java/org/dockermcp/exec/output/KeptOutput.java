package org.dockermcp.exec.output;

/**
 * What is kept of a stream.
 *
 * @param text decoded as UTF-8, what is not becoming U+FFFD
 * @param omittedBytes left out between the head and the tail; 0 when all is there
 */
public record KeptOutput(String text, long omittedBytes) {}
