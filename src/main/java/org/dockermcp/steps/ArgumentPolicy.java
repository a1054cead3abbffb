package org.dockermcp.steps;

import java.util.regex.Pattern;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/** Refuses what an operator does not want; steps that a route begins with. */
public final class ArgumentPolicy {

  /**
   * Goes on unless the text of an argument holds what a pattern finds; one that was not given holds
   * nothing.
   *
   * @param pattern a regular expression of Java's, found anywhere in the text
   * @param why in a clause, for the caller
   * @throws ToolFailure {@code DENIED}
   */
  @RouteStep(
      value = "policy.refuse(${variable.call}, 'command', '\\bcurl\\b', 'why')",
      does =
          "refuses the call if the argument holds what the regular expression finds; the body stays",
      errors = ErrorCode.DENIED)
  public void refuse(ToolCall call, String argument, String pattern, String why) {
    boolean found =
        call.arguments()
            .optionalText(argument)
            .filter(text -> Pattern.compile(pattern).matcher(text).find())
            .isPresent();
    if (found) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "call " + call.tool(),
          "the operator refuses this '%s': %s".formatted(argument, why),
          "do without, or ask the operator");
    }
  }
}
