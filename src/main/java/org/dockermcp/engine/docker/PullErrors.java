package org.dockermcp.engine.docker;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFault.PullFailed.Reason;
import org.dockermcp.engine.PullRequest;

/** The part of {@link DockerErrors} that reads the texts of failed pulls, which are registries'. */
final class PullErrors {
  private static final Map<Reason, Pattern> TEXTS = texts();

  /** Go's prefix of a request that failed. */
  private static final Pattern REQUEST = Pattern.compile("(?:Get|Head) \"?\\w+://[^\\s\"]+\"?: ");

  /** An address's query, which may be a signature that opens a layer. */
  private static final Pattern QUERY = Pattern.compile("(\\w+://[^\\s\"?]+)\\?[^\\s\"]*");

  private PullErrors() {}

  private static Map<Reason, Pattern> texts() {
    Map<Reason, Pattern> texts = new EnumMap<>(Reason.class);
    put(
        texts,
        Reason.LOGIN_REQUIRED,
        "no basic auth credentials|unauthorized|authentication required");
    put(texts, Reason.ACCESS_DENIED, "denied");
    put(texts, Reason.ABSENT, "manifest unknown|name unknown|not found");
    put(texts, Reason.NO_VARIANT_FOR_PLATFORM, "no matching manifest");
    put(texts, Reason.RATE_LIMITED, "toomanyrequests|HTTP 429|429 Too Many");
    put(
        texts,
        Reason.UNREACHABLE,
        "connection refused|no such host|no route to host|unreachable|timeout|Client\\.Timeout"
            + "|deadline exceeded|server misbehaving|proxyconnect");
    put(texts, Reason.UNTRUSTED, "x509|tls:|HTTP response to HTTPS");
    put(
        texts,
        Reason.INCOMPLETE,
        "EOF|verification failed|connection reset|broken pipe|Could not pull image|exceeded the time limit");
    put(
        texts,
        Reason.REGISTRY_BROKEN,
        "unexpected HTTP status: 5|HTTP 5\\d\\d|Internal Server Error|Bad Gateway|Service Unavailable");
    put(texts, Reason.DISK_FULL, "no space left");
    return texts;
  }

  private static void put(Map<Reason, Pattern> texts, Reason reason, String pattern) {
    texts.put(reason, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  /** The fault that a failed pull is; the first reason whose text fits counts. */
  static EngineFault.PullFailed fault(PullRequest request, String message, Throwable failure) {
    String cleaned = QUERY.matcher(REQUEST.matcher(message).replaceAll("")).replaceAll("$1");
    // The image's own name may be any of the texts.
    String said = cleaned.replace(request.repository(), "");
    Reason reason =
        TEXTS.entrySet().stream()
            .filter(entry -> entry.getValue().matcher(said).find())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(Reason.OTHER);
    return new EngineFault.PullFailed(reason, cleaned, failure);
  }
}
