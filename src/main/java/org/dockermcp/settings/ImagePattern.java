package org.dockermcp.settings;

import java.util.regex.Pattern;

/**
 * How an operator writes which images may be used: like an image's name, with {@code *} for any
 * characters of one part of the path, or of the tag, and {@code **} as the last part for everything
 * below.
 *
 * <p>Without a registry it means Docker Hub's, as in an image's name. Without a tag it means all of
 * a repository; with one, nothing by digest, for engines do not look at a tag beside a digest. A
 * digest can be named itself.
 */
final class ImagePattern {
  private static final String REGISTRY =
      "(?:(?=[^/]*[.:]|localhost/)[A-Za-z0-9*][A-Za-z0-9.*-]*(?::[0-9]{1,5})?/)?";
  private static final String PART = "[a-z0-9*][a-z0-9._*-]*";
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?!\\*\\*?(?:[:@]|$))"
              + REGISTRY
              + PART
              + "(?:/"
              + PART
              + ")*(?::[\\w*][\\w.*-]{0,127}|@sha256:[0-9a-f]{64})?");

  /** Two stars that are not a whole last part. */
  private static final Pattern STARS = Pattern.compile("[^/]\\*\\*|\\*\\*[^:@]|^\\*\\*");

  private static final int MOST = 512;

  private ImagePattern() {}

  /** Whether a text is in the grammar; {@code *} alone is not, for it could mean too much. */
  static boolean isPattern(String text) {
    return text.length() <= MOST && GRAMMAR.matcher(text).matches() && !STARS.matcher(text).find();
  }
}
