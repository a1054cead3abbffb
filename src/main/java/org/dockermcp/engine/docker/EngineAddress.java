package org.dockermcp.engine.docker;

import com.github.dockerjava.transport.SSLConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine may listen.
 *
 * @param host {@code unix:}, {@code npipe:} or {@code tcp:}
 * @param ssl for {@code tcp:} with certificates; null without
 * @param provider which discovery named it, for people
 */
record EngineAddress(URI host, @Nullable SSLConfig ssl, String provider) {}
