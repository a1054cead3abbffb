package org.dockermcp.sandbox;

/**
 * An image that is in the engine.
 *
 * @param reference as the caller asked for it
 * @param id the engine's own, content-addressed: what containers are created from, so that a tag
 *     that moves meanwhile changes nothing
 * @param digest the registry's, with its repository, or the id of an image that was never pulled
 */
public record ResolvedImage(ImageReference reference, String id, String digest) {}
