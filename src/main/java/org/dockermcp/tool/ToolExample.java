package org.dockermcp.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool that its file gives, with what it must give; clients are not told of it.
 *
 * @param description what it shows
 * @param before calls that make what it needs, in their order; may be empty
 * @param arguments of the call, perhaps with placeholders
 * @param result what the structured result must hold at least, perhaps with placeholders
 * @param after calls that take away what was made, in their order; may be empty
 */
public record ToolExample(
    @JsonProperty(required = true) String description,
    List<Step> before,
    @JsonProperty(required = true) ObjectNode arguments,
    @JsonProperty(required = true) ObjectNode result,
    List<Step> after) {

  /**
   * A call of another tool.
   *
   * @param tool its name
   * @param arguments perhaps with placeholders
   */
  public record Step(
      @JsonProperty(required = true) String tool,
      @JsonProperty(required = true) ObjectNode arguments) {}

  /** Lists that the file does not have are null here. */
  public ToolExample(
      String description,
      @Nullable List<Step> before,
      ObjectNode arguments,
      ObjectNode result,
      @Nullable List<Step> after) {
    this.description = description;
    this.before = before == null ? List.of() : List.copyOf(before);
    this.arguments = arguments;
    this.result = result;
    this.after = after == null ? List.of() : List.copyOf(after);
  }
}
