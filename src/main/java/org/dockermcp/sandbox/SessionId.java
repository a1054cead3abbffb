package org.dockermcp.sandbox;

import java.util.Optional;
import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolFailure;

/**
 * The name a caller gives to a group of sandboxes that share a workspace.
 *
 * @param value 1 to 64 of letters, digits, dots, dashes and underscores, the first a letter or
 *     digit: it becomes part of a volume's name
 */
public record SessionId(String value) {
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
  public static Optional<SessionId> of(Arguments arguments) {
    return arguments.optionalText("session_id").map(SessionId::new);
  }

  /** The name of the session's volume, as in the Python server. */
  public String volume() {
    return "mcp-session-" + value;
  }
}
