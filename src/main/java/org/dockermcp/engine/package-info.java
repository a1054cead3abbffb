/**
 * The connection to the Docker engine, and what camel-docker leaves out.
 *
 * <p>{@link org.dockermcp.engine.Engine} finds the engine when it is first needed, through
 * Testcontainers' discovery, and keeps two docker-java clients on it: one whose answers must come
 * within a time limit, one for streams, so that open streams never keep a control request waiting.
 * {@link org.dockermcp.engine.EngineComponent} is camel-docker's component on these clients; the
 * {@code docker:} endpoints of {@code routes/lib} all go through it. Where a message's body is an
 * {@link org.dockermcp.engine.EngineRequest}, {@link org.dockermcp.engine.EngineClient} adds what
 * camel-docker has no header for: labels, an exec's environment, folder, input, output and time
 * limit, a pull's progress and credentials. {@link org.dockermcp.engine.EngineDisk} tells what the
 * engine keeps on its disk and how much room is left there. May import {@code settings} and nothing
 * else of ours; everything above it speaks of failures, this package of exceptions.
 */
@NullMarked
package org.dockermcp.engine;

import org.jspecify.annotations.NullMarked;
