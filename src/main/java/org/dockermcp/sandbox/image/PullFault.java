package org.dockermcp.sandbox.image;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.text.PlainText;

/**
 * The ways in which a pull fails, told apart by the engine's words, which are all that it gives.
 */
enum PullFault {
  LOGIN(
      "no basic auth credentials|unauthorized|authentication required",
      "the registry wants a login, and none in the Docker configuration of this server's user is accepted",
      "run 'docker login%s' as that user, or check the name"),
  HIDDEN(
      "denied",
      "the registry has no such image for this user",
      "check the name, and run 'docker login%s' as the user of this server if the image is private"),
  ABSENT(
      "manifest unknown|name unknown|not found",
      "the registry has no such image",
      "check the name and the tag"),
  PLATFORM(
      "no matching manifest",
      "the image has no variant for this engine's kind of machine",
      "choose another image or tag"),
  RATE(
      "toomanyrequests|HTTP 429|429 Too Many",
      "the registry takes no more requests for now",
      "wait a while, or run 'docker login%s' as the user of this server if that raises its limit"),
  UNREACHABLE(
      "connection refused|no such host|no route to host|unreachable|timeout|Client\\.Timeout"
          + "|deadline exceeded|server misbehaving|proxyconnect",
      "the engine cannot reach the registry",
      "check the registry's name and the engine's network, or load the image on the engine's machine"),
  UNTRUSTED(
      "x509|tls:|HTTP response to HTTPS",
      "the engine cannot speak to the registry in a way that it trusts",
      "have the engine's operator trust the registry's certificate"),
  CUT(
      "EOF|verification failed|connection reset|broken pipe|Could not pull image|took longer",
      "the image did not arrive whole",
      "try again"),
  BROKEN(
      "unexpected HTTP status: 5|HTTP 5\\d\\d|Internal Server Error|Bad Gateway|Service Unavailable",
      "the registry is out of order",
      "try again later"),
  FULL(
      "no space left",
      "the engine's disk is full",
      "free space on the engine's machine and try again"),
  OTHER("", "", "check the name and the tag, or load the image on the engine's machine");

  /** Go's prefix for a request that failed. */
  private static final Pattern REQUEST = Pattern.compile("(?:Get|Head) \"?\\w+://[^\\s\"]+\"?: ");

  /** An address's query, which may be a signature that opens a layer. */
  private static final Pattern QUERY = Pattern.compile("(\\w+://[^\\s\"?]+)\\?[^\\s\"]*");

  private final Pattern words;
  private final String reason;
  private final String hint;

  PullFault(String words, String reason, String hint) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    this.reason = reason;
    this.hint = hint;
  }

  /** The first kind whose words are among these; the image's own name is none of them. */
  static PullFault of(String words, ImageReference image) {
    String said = clean(words).replace(image.repository(), "");
    return Arrays.stream(values())
        .filter(kind -> kind.words.matcher(said).find())
        .findFirst()
        .orElse(OTHER);
  }

  /** The reason for people, with the engine's own words. */
  String reason(String words) {
    String own = PlainText.clause(clean(words));
    return reason.isEmpty() ? own : "%s (%s)".formatted(reason, own);
  }

  private static String clean(String words) {
    return QUERY.matcher(REQUEST.matcher(words).replaceAll("")).replaceAll("$1");
  }

  /** What to do about it. */
  String hint(ImageReference image) {
    return hint.formatted(image.registry().map(registry -> " " + registry).orElse(""));
  }
}
