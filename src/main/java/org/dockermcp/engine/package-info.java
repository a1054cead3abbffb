/**
 * The connection to the Docker engine, and what camel-docker leaves out.
 *
 * <p>{@link org.dockermcp.engine.Engine} finds the engine when it is first needed, through
 * Testcontainers' discovery, and keeps two docker-java clients on it: one for control requests, one
 * for streams. {@link org.dockermcp.engine.EngineRequests} brings every control request to an end
 * and says by its exception whether anything can have happened ({@link
 * org.dockermcp.engine.EngineUnavailableException}: no; {@link
 * org.dockermcp.engine.EngineLostException}: nobody knows); {@link org.dockermcp.engine.Pulse}
 * tells an engine that is busy from one that is dead, for streams too. {@link
 * org.dockermcp.engine.EngineEvents} hears what happens in containers, and takes its stream up
 * again whenever that breaks. {@link org.dockermcp.engine.EngineComponent} is camel-docker's
 * component on these clients; the {@code docker:} endpoints of {@code routes/lib} all go through
 * it. Where a message's body is an {@link org.dockermcp.engine.EngineRequest}, {@link
 * org.dockermcp.engine.EngineClient} adds what camel-docker has no header for: labels, an exec's
 * environment, folder, input, output and time limit, a pull's progress and credentials. {@link
 * org.dockermcp.engine.EngineDisk} tells what the engine keeps on its disk and how much room is
 * left there. May import {@code settings} and nothing else of ours; everything above it speaks of
 * failures, this package of exceptions.
 */
@NullMarked
package org.dockermcp.engine;

import org.jspecify.annotations.NullMarked;
