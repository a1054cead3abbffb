package org.dockermcp.engine;

import java.util.List;

/**
 * An image that is local.
 *
 * @param id digest of its configuration, {@code sha256:…}
 * @param repoDigests {@code repository@sha256:…} each; may be empty
 * @param sizeBytes of all its layers
 */
public record ImageInfo(String id, List<String> repoDigests, long sizeBytes) {}
