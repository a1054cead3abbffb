package org.dockermcp.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.text.VisibleText;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * The name that a principal gives to a group of its sandboxes that share a workspace.
 *
 * @param principal whose session it is: another's of the same name is another session
 * @param value any text of 1 to {@value #LONGEST} characters without control characters, not blank
 */
public record SessionId(Principal principal, String value) {
  private static final int LONGEST = 256;

  /** A name has at most 64 characters in leases. */
  private static final int DIGEST_BYTES = 31;

  /** Of what can be part of a volume's name as it is. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  public SessionId {
    if (!isSession(value)) {
      throw ToolFailure.invalid(
          "use session_id '" + PlainText.of(value) + "'",
          "it is not 1 to " + LONGEST + " characters, or has control characters",
          "choose one such as data-analysis");
    }
  }

  private static boolean isSession(String value) {
    return !value.isBlank()
        && value.codePointCount(0, value.length()) <= LONGEST
        && value.codePoints().noneMatch(SessionId::isRefused);
  }

  /** A control character, the end of a line, or half of a character, which no engine could keep. */
  private static boolean isRefused(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** The session a call names, if it names one. */
  public static Optional<SessionId> of(ToolCall call) {
    return call.arguments()
        .optionalText("session_id")
        .map(name -> new SessionId(call.principal(), name));
  }

  /** The session that an object of ours belongs to, by its labels; empty: none. */
  public static Optional<SessionId> of(Map<String, String> labels) {
    return Labels.read(labels, Labels.SESSION)
        .filter(SessionId::isSession)
        .map(name -> new SessionId(principal(labels), name));
  }

  /** The principal that an object of ours belongs to, by its labels. */
  static Principal principal(Map<String, String> labels) {
    return Labels.read(labels, Labels.PRINCIPAL).map(Principal::new).orElse(Principal.LOCAL);
  }

  /**
   * What tells it from all other sessions, in leases and locks: its {@link #name}, after the
   * principal's and a slash unless that is the local one.
   */
  public String key() {
    return principal.equals(Principal.LOCAL) ? name() : principal.name() + "/" + name();
  }

  /**
   * What stands for it where only plain characters can: itself if it has no others and at most 64,
   * otherwise a dot, which no plain one begins with, and a digest.
   */
  public String name() {
    return PLAIN.matcher(value).matches() ? value : "." + Namespace.digest(value, DIGEST_BYTES);
  }

  /** Its text as it can be shown: nothing in it hides or acts on a terminal. */
  public String shown() {
    return VisibleText.of(value);
  }

  /** The name of the session's volume. */
  public String volume() {
    return Namespace.volumeName(principal, name());
  }
}
