package org.dockermcp.sandbox;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;

/**
 * An image's name, parsed by Docker's grammar (distribution/reference).
 *
 * @param repository registry, if any, and path, such as {@code python} or {@code ghcr.io/org/app}
 * @param tag the tag; {@code latest} when neither tag nor digest was given; empty with a digest
 *     alone
 * @param digest {@code sha256:} and 64 hex digits, if given
 */
public record ImageReference(String repository, Optional<String> tag, Optional<String> digest) {
  private static final int MOST = 512;

  /** The engine's own bound, of some versions without the registry. */
  private static final int LONGEST_REPOSITORY = 255;

  /** The registry of names without one. */
  private static final String HUB = "docker.io";

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final String PORT = ":[0-9]{1,5}";

  /** With a dot or a port, or localhost: otherwise it is the first part of a path. */
  private static final String REGISTRY =
      "(?:%s(?:\\.%s)+(?:%s)?|%s%s|localhost)".formatted(LABEL, LABEL, PORT, LABEL, PORT);

  private static final String PATH = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?<repository>(?:%s/)?%s(?:/%s)*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?"
              .formatted(REGISTRY, PATH, PATH));

  /** The engine takes it for an id where a name is wanted. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  /**
   * Parses what a caller wrote.
   *
   * @throws ToolFailure when it is no image's name
   */
  public static ImageReference parse(String text) {
    Matcher matcher = GRAMMAR.matcher(text);
    if (text.length() > MOST
        || !matcher.matches()
        || matcher.group("repository").length() > LONGEST_REPOSITORY
        || ID.matcher(matcher.group("repository")).matches()) {
      throw ToolFailure.invalid(
          "use image '" + PlainText.of(text) + "'",
          "it is not a valid image name",
          "give one such as python:3.12-slim");
    }
    Optional<String> digest = Optional.ofNullable(matcher.group("digest"));
    Optional<String> tag = Optional.ofNullable(matcher.group("tag"));
    return new ImageReference(
        matcher.group("repository"),
        tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag,
        digest);
  }

  /**
   * The repository with the registry that the engine would ask, such as {@code
   * docker.io/library/python}.
   */
  public String canonicalRepository() {
    return canonical(repository);
  }

  /**
   * A repository's name in full; a pattern's too.
   *
   * @param repository registry, if any, and path
   */
  public static String canonical(String repository) {
    int slash = repository.indexOf('/');
    String first = repository.substring(0, Math.max(0, slash));
    boolean named = isHost(first);
    String host = named ? first.toLowerCase(Locale.ROOT) : HUB;
    String path = named ? repository.substring(slash + 1) : repository;
    String hub = host.equals("index." + HUB) ? HUB : host;
    boolean official = hub.equals(HUB) && path.indexOf('/') < 0 && !path.equals("**");
    return hub + "/" + (official ? "library/" : "") + path;
  }

  private static boolean isHost(String first) {
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  /** The registry's host and port; empty: the engine's default registry. */
  public Optional<String> registry() {
    String first = repository.substring(0, Math.max(0, repository.indexOf('/')));
    return isHost(first) ? Optional.of(first) : Optional.empty();
  }

  /** What a pull asks the registry for: the digest if there is one, else the tag. */
  public String version() {
    return digest.or(() -> tag).orElseThrow();
  }

  /** The whole name. */
  @Override
  public String toString() {
    return repository + tag.map(it -> ":" + it).orElse("") + digest.map(it -> "@" + it).orElse("");
  }
}
