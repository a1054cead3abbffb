package org.dockermcp.sandbox.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/**
 * Which images may be used: those that one of the operator's patterns means; all, where there is no
 * pattern.
 *
 * <p>{@code *} stands for any characters within a part of the path or within the tag, {@code **} as
 * the last part for one part or more. Names are compared in full, so that {@code python:3.*} means
 * {@code docker.io/library/python:3.12} too. A pattern with a tag means no image by digest: the
 * engine goes by the digest alone, whatever the tag beside it says.
 */
public final class ImagePolicy {
  private final List<String> patterns;
  private final List<Allowed> allowed;

  /**
   * What one pattern means.
   *
   * @param repository of names in full
   * @param tag empty: any, and any digest
   * @param digest the only one, if it names one
   */
  private record Allowed(Pattern repository, Optional<Pattern> tag, Optional<String> digest) {

    static Allowed of(String pattern) {
      int at = pattern.indexOf('@');
      String name = at < 0 ? pattern : pattern.substring(0, at);
      int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
      String repository = colon < 0 ? name : name.substring(0, colon);
      return new Allowed(
          repository(ImageReference.canonical(repository)),
          colon < 0 ? Optional.empty() : Optional.of(stars(name.substring(colon + 1))),
          at < 0 ? Optional.empty() : Optional.of(pattern.substring(at + 1)));
    }

    private static Pattern repository(String canonical) {
      return canonical.endsWith("/**")
          ? Pattern.compile(stars(canonical.substring(0, canonical.length() - 2)) + ".+")
          : stars(canonical);
    }

    private static Pattern stars(String text) {
      return Pattern.compile(Pattern.quote(text).replace("*", "\\E[^/]*\\Q"));
    }

    boolean means(ImageReference image) {
      if (!repository.matcher(image.canonicalRepository()).matches()) {
        return false;
      }
      if (digest.isPresent()) {
        return image.digest().equals(digest);
      }
      return tag.isEmpty()
          || (image.digest().isEmpty()
              && image.tag().filter(it -> tag.get().matcher(it).matches()).isPresent());
    }
  }

  /**
   * A policy of these patterns.
   *
   * @param patterns that the settings have let pass; empty: all images may be used
   */
  public ImagePolicy(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    allowed = patterns.stream().map(Allowed::of).toList();
  }

  /** Whether an image may be used. */
  boolean allows(ImageReference image) {
    return allowed.isEmpty() || allowed.stream().anyMatch(it -> it.means(image));
  }

  /**
   * Lets an image pass, before anything is asked of a registry or the engine.
   *
   * @throws ToolFailure {@code DENIED}, when it or what stands in for it may not be used
   */
  ImagePull check(ImagePull wanted) {
    if (!allows(wanted.asked()) || !allows(wanted.actual())) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "use image " + wanted.names(),
          "the operator allows only " + PlainText.of(String.join(", ", patterns)),
          "use one of those");
    }
    return wanted;
  }
}
