package org.dockermcp.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * The name that a principal gives to a group of its sandboxes that share a workspace.
 *
 * @param principal whose session it is: another's of the same name is another session
 * @param value 1 to 64 of letters, digits, dots, dashes and underscores, the first a letter or
 *     digit: it becomes part of a volume's name
 */
public record SessionId(Principal principal, String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  public SessionId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw ToolFailure.invalid(
          "use session_id '" + PlainText.of(value) + "'",
          "it is not 1 to 64 letters, digits, dots, dashes and underscores",
          "choose one such as data-analysis");
    }
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
        .filter(GRAMMAR.asMatchPredicate())
        .map(name -> new SessionId(principal(labels), name));
  }

  /** The principal that an object of ours belongs to, by its labels. */
  static Principal principal(Map<String, String> labels) {
    return Labels.read(labels, Labels.PRINCIPAL).map(Principal::new).orElse(Principal.LOCAL);
  }

  /**
   * What tells it from all other sessions, in leases and locks: its name, after the principal's and
   * a slash unless that is the local one.
   */
  public String key() {
    return principal.equals(Principal.LOCAL) ? value : principal.name() + "/" + value;
  }

  /** The name of the session's volume. */
  public String volume() {
    return Namespace.volumeName(principal, value);
  }
}
