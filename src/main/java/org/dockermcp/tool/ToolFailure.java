package org.dockermcp.tool;

import java.util.Optional;
import org.dockermcp.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is shown to the caller word for word.
 *
 * <p>Its message is one sentence, "Could not …: …; …": what was tried, why it failed, what to do.
 * Text of the engine or of a program goes through {@link PlainText} first.
 */
public final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String hint;
  private final transient @Nullable ToolResult partial;

  private ToolFailure(
      ErrorCode code,
      String message,
      String hint,
      @Nullable ToolResult partial,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
    this.partial = partial;
  }

  /**
   * A failure told as "Could not {tried}: {reason}; {hint}."
   *
   * @param tried what was tried, such as {@code find container 'web'}
   * @param reason why it failed, without a full stop
   * @param hint what the caller can do, without a full stop
   */
  public static ToolFailure of(ErrorCode code, String tried, String reason, String hint) {
    String message = "Could not %s: %s; %s.".formatted(tried, reason, hint);
    return new ToolFailure(code, message, hint, null, null);
  }

  /** An argument that cannot be used. */
  public static ToolFailure invalid(String tried, String reason, String hint) {
    return of(ErrorCode.INVALID_ARGUMENT, tried, reason, hint);
  }

  /** The same failure with its cause, for the log. */
  public ToolFailure causedBy(Throwable cause) {
    return new ToolFailure(code, message(), hint, partial, cause);
  }

  /** The same failure with what was achieved before it, which the reply then carries too. */
  public ToolFailure with(ToolResult achieved) {
    return new ToolFailure(code, message(), hint, achieved, getCause());
  }

  public ErrorCode code() {
    return code;
  }

  /** The sentence shown to the caller. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** What the caller can do, without a full stop. */
  public String hint() {
    return hint;
  }

  /** What was achieved before the failure; empty when nothing was. */
  public Optional<ToolResult> partial() {
    return Optional.ofNullable(partial);
  }
}
