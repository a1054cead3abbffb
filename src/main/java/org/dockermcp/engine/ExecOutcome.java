package org.dockermcp.engine;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How an exec stands after its stream has ended.
 *
 * @param running whether the command is still at work
 * @param exitCode the command's own; empty while it runs
 * @param took from the request to the stream's end
 * @param outOfMemory whether anything in its container was killed for want of memory meanwhile
 */
public record ExecOutcome(
    boolean running, OptionalInt exitCode, Duration took, boolean outOfMemory) {}
