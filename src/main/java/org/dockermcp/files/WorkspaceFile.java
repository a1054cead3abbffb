package org.dockermcp.files;

import java.util.regex.Pattern;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.ToolFailure;

/**
 * A file in a sandbox's workspace, there or not.
 *
 * @param callId of the call that wants it
 * @param sandbox running
 * @param path from the workspace on, without {@code ..} and control characters, 1024 at most
 */
public record WorkspaceFile(String callId, Sandbox sandbox, String path) {
  private static final Pattern GRAMMAR =
      Pattern.compile("(?s)(?!/)(?!(?:.*/)?\\.\\.(?:/|\\z))\\P{Cc}{0,1023}[^/\\p{Cc}]");

  public WorkspaceFile {
    if (!GRAMMAR.matcher(path).matches()) {
      throw ToolFailure.invalid(
          "use the file '" + PlainText.of(path) + "'",
          "it is no path of a file within " + Sandbox.WORKSPACE,
          "give one such as src/main.py");
    }
  }

  /** A path may be given from the root on too. */
  public static WorkspaceFile of(String callId, Sandbox sandbox, String path) {
    String prefix = Sandbox.WORKSPACE + "/";
    return new WorkspaceFile(
        callId, sandbox, path.startsWith(prefix) ? path.substring(prefix.length()) : path);
  }
}
