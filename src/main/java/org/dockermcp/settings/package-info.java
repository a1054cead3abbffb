/**
 * What the operator decides, read once at start.
 *
 * <p>{@link org.dockermcp.settings.Setting} declares every setting with its default, unit and
 * meaning; {@link org.dockermcp.settings.Settings} is the one record that the rest of the server
 * reads. A setting is an environment variable ({@code DOCKER_MCP_TIMEOUT}) or a key of one
 * properties file ({@code timeout}) that {@code DOCKER_MCP_CONFIG} names; the variable wins. All
 * problems are reported together, so that an operator mends them in one go. Imports nothing of
 * ours.
 */
@NullMarked
package org.dockermcp.settings;

import org.jspecify.annotations.NullMarked;
