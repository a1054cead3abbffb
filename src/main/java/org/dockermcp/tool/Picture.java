package org.dockermcp.tool;

/**
 * A picture in an answer.
 *
 * @param mimeType such as {@code image/png}
 * @param base64 its bytes
 */
public record Picture(String mimeType, String base64) {}
