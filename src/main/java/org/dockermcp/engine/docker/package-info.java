/**
 * The Docker engine: connection, discovery, camel-docker's component and what it lacks.
 *
 * <p>{@link org.dockermcp.engine.docker.Engine} finds the engine when it is first needed, through
 * Testcontainers' discovery, and keeps two docker-java clients: one for control requests, one for
 * streams. {@link org.dockermcp.engine.docker.EngineRequests} brings every control request to an
 * end and says by its exception whether anything can have happened. {@link
 * org.dockermcp.engine.docker.EngineLiveness} probes the engine while requests are pending, {@link
 * org.dockermcp.engine.docker.EngineEvents} subscribes to its events. {@link
 * org.dockermcp.engine.docker.EngineComponent} serves the {@code docker:} endpoints of {@code
 * routes/lib/docker}. The only package that imports docker-java and camel-docker.
 */
@NullMarked
package org.dockermcp.engine.docker;

import org.jspecify.annotations.NullMarked;
