package org.dockermcp.exec.run;

import java.util.regex.Pattern;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolFailure;

/**
 * The folder of a sandbox that a command runs in.
 *
 * <p>It need not be there; then the command does not start. {@code ..} is refused, so that what is
 * written is what is meant, and so is {@code /proc}, by whose descriptors older runtimes let a
 * command begin in a folder of the host.
 *
 * @param path absolute, at most 4096 characters, none of them a control character
 */
record WorkingDir(String path) {
  private static final Pattern GRAMMAR =
      Pattern.compile("(?s)(?![/.]*/proc(?:/|\\z))(?!.*/\\.\\.(?:/|\\z))/\\P{Cc}{0,4095}");

  WorkingDir {
    if (!GRAMMAR.matcher(path).matches()) {
      throw ToolFailure.invalid(
          "use working_dir '" + PlainText.of(path) + "'",
          "it is not an absolute path, or is one through '..' or /proc",
          "give one such as " + Sandbox.WORKSPACE);
    }
  }

  /** The one a call names, or the workspace. */
  static WorkingDir of(Arguments arguments) {
    return new WorkingDir(arguments.optionalText("working_dir").orElse(Sandbox.WORKSPACE));
  }
}
