package org.dockermcp.engine;

import java.io.InputStream;

/**
 * A tar archive to unpack into a container that exists, started or not.
 *
 * @param folder absolute path in the container
 * @param tar read to its end, and not closed
 */
public record ArchiveRequest(String containerId, String folder, InputStream tar) {}
