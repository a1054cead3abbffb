package org.dockermcp.tool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a call belongs to, as W3C's Trace Context has it.
 *
 * @param traceId 32 hex digits, not all 0
 * @param parentId of the caller's span, 16 hex digits, not all 0
 * @param flags two hex digits; the lowest bit: the caller records
 */
public record TraceContext(String traceId, String parentId, String flags) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

  /** Reads a {@code traceparent}; empty when it is none, which is no fault of the call. */
  public static Optional<TraceContext> of(String traceparent) {
    Matcher parts = FORM.matcher(traceparent);
    return parts.matches()
        ? Optional.of(new TraceContext(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }
}
