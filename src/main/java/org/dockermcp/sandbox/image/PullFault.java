package org.dockermcp.sandbox.image;

import java.util.Arrays;
import org.dockermcp.engine.EngineFault.PullFailed.Reason;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.text.PlainText;

/** The ways in which a pull fails, as callers are told. */
enum PullFault {
  LOGIN(
      Reason.LOGIN_REQUIRED,
      "the registry requires a login, and accepts none in the Docker configuration of this server's user",
      "run 'docker login%s' as that user, or check the name"),
  HIDDEN(
      Reason.ACCESS_DENIED,
      "the registry has no such image for this user",
      "check the name, and run 'docker login%s' as the user of this server if the image is private"),
  ABSENT(Reason.ABSENT, "the registry has no such image", "check the name and the tag"),
  PLATFORM(
      Reason.NO_VARIANT_FOR_PLATFORM,
      "the image has no variant for this engine's platform",
      "choose another image or tag"),
  RATE(
      Reason.RATE_LIMITED,
      "the registry's rate limit is reached",
      "wait a while, or run 'docker login%s' as the user of this server if that raises its limit"),
  UNREACHABLE(
      Reason.UNREACHABLE,
      "the engine cannot reach the registry",
      "check the registry's name and the engine's network, or load the image on the engine's machine"),
  UNTRUSTED(
      Reason.UNTRUSTED,
      "the engine does not trust the registry's TLS certificate",
      "have the engine's operator trust the registry's certificate"),
  CUT(Reason.INCOMPLETE, "the download of the image was incomplete", "try again"),
  BROKEN(Reason.REGISTRY_BROKEN, "the registry reports a server error", "try again later"),
  FULL(
      Reason.DISK_FULL,
      "the engine's disk is full",
      "free space on the engine's machine and try again"),
  OTHER(Reason.OTHER, "", "check the name and the tag, or load the image on the engine's machine");

  private final Reason kind;
  private final String reason;
  private final String hint;

  PullFault(Reason kind, String reason, String hint) {
    this.kind = kind;
    this.reason = reason;
    this.hint = hint;
  }

  static PullFault of(Reason reason) {
    return Arrays.stream(values()).filter(it -> it.kind == reason).findFirst().orElse(OTHER);
  }

  /** The reason for people, with the engine's own words. */
  String reason(String words) {
    String own = PlainText.clause(words);
    return reason.isEmpty() ? own : "%s (%s)".formatted(reason, own);
  }

  /** What to do about it. */
  String hint(ImageReference image) {
    return hint.formatted(image.registry().map(registry -> " " + registry).orElse(""));
  }
}
