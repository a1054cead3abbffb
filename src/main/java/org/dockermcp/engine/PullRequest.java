package org.dockermcp.engine;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * An image to be pulled.
 *
 * @param repository registry and path, such as {@code registry.test/app}
 * @param tag a tag or a digest
 * @param timeout after which the pull is given up
 * @param progress gets a line for each thing that happens to a layer
 */
public record PullRequest(
    String repository, String tag, Duration timeout, Consumer<String> progress) {}
