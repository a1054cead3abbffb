package org.dockermcp.sandbox.image;

import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.tool.Progress;

/**
 * An image that a call needs.
 *
 * @param asked as the caller named it
 * @param actual what the image substitution of the user's Testcontainers configuration makes of
 *     that
 * @param progress where to report layers
 */
public record ImagePull(ImageReference asked, ImageReference actual, Progress progress) {

  /** For people: what was asked for, and what is pulled where that is something else. */
  String names() {
    return "'%s'%s".formatted(asked, asked.equals(actual) ? "" : ", here '" + actual + "'");
  }

  /** The image that the engine is asked for. */
  public String reference() {
    return actual.toString();
  }

  /** What two calls must not do at once: pull the same image. */
  public String lockKey() {
    return "image " + actual;
  }
}
