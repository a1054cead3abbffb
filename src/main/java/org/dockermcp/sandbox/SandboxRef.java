package org.dockermcp.sandbox;

import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * How a caller names a sandbox: a name, a full id, or a short id of 12 hex digits or more.
 *
 * @param principal whose sandboxes it may mean
 * @param text in Docker's grammar for names, so that it can only ever name a container
 */
public record SandboxRef(Principal principal, String text) {
  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
  private static final int SHORTEST_ID = 12;
  private static final Pattern TOO_SHORT_ID =
      Pattern.compile("[0-9a-f]{1," + (SHORTEST_ID - 1) + "}");

  public SandboxRef {
    if (!GRAMMAR.matcher(text).matches()) {
      throw ToolFailure.invalid(
          "find container '" + PlainText.of(text) + "'",
          "that is neither a container's name nor its id",
          "list the containers to see those that exist");
    }
  }

  /** What a call names by {@code container_id}. */
  public static SandboxRef of(ToolCall call) {
    return new SandboxRef(call.principal(), call.arguments().text("container_id"));
  }

  /** A sandbox by its name. */
  public static SandboxRef toNameOf(Sandbox sandbox) {
    return new SandboxRef(sandbox.principal(), sandbox.name());
  }

  /** What to ask the engine for. */
  public String lookup() {
    return Namespace.lookup(principal, text);
  }

  /**
   * Whether this names the sandbox, rather than the engine having guessed it from a prefix or it
   * being another principal's.
   */
  public boolean names(Sandbox sandbox) {
    return principal.equals(sandbox.principal())
        && (sandbox.name().equals(text) || isIdOf(sandbox.id()));
  }

  /** Whether this is a container's id, or the first 12 digits of it or more. */
  public boolean isIdOf(String id) {
    return text.length() >= SHORTEST_ID && id.startsWith(text);
  }

  /** What is said of a container that is absent and, word for word, of one that is not ours. */
  public ToolFailure notFound() {
    return ToolFailure.of(
        ErrorCode.NOT_FOUND,
        "find container '" + text + "'",
        "no container of that name is managed by this server"
            + (TOO_SHORT_ID.matcher(text).matches()
                ? ", and a short id has " + SHORTEST_ID + " digits or more"
                : ""),
        "list the containers to see those that are");
  }
}
